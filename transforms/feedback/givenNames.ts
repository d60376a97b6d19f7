/**
 * Given names that are common in English and its neighbours, without those that are everyday words too (Will, Mark,
 * Grace, May), which a capital amid a sentence tells.
 */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron abigail adam adrian agnes aidan alan albert alejandro alessandro alex alexander alexandra alexis alfred ali alice alicia
  alison allison amanda amelia amy ana andre andrea andreas andrew andy angela angie anita ann anna anne annette annie anthony antoine
  antonio arthur ashley audrey barbara beatrice becky ben benjamin bernard beth betty beverly bob bobby bradley brandon brenda brett
  brian bridget bruce bryan caitlin caleb calvin camille carl carla carlos carmen carol caroline carolyn catherine cathy cecilia chantal
  charles charlotte chelsea cheryl chloe chris christian christina christine christopher claire clara claude claudia clive colin connie
  connor corey craig cristina curtis cynthia daniel daniela danielle danny darren dave david deborah debbie debra denise dennis derek
  diana diane dieter dmitri dominic donald donna doreen doris dorothy doug douglas duncan dylan ebony eddie edgar edith edward edwin
  eileen elaine eleanor elena elisabeth elizabeth ella ellen ellie elsie emily emma enrique eric erica erik erin ernest esther ethan
  eugene eva evan evelyn fatima felicity felix fernando fiona florian florence frances francesca francesco francis francisco
  franziska fred frederick freya gabriel gabriela gail gareth gary gavin gemma geoff geoffrey george georgia georgina gerald gerard
  gillian gina giovanni giulia gloria gordon graham greg gregory greta guillaume gwen hanna hannah hans harold harriet harvey heidi
  heinrich helen helena helga henry hilary holger howard hugh hugo ian ibrahim ingrid irene isaac isabel isabella isla ivan jackie
  jacob jacqueline jaime jake james jamie jan jane janet janice jared jasmin jason javier jean jeff jeffrey jenna jennifer jenny jeremy
  jerome jerry jesse jessica jill jim jimmy joan joanna joanne joe joel johanna john johnny jon jonas jonathan jordan jorge jose joseph
  josephine josh joshua joyce juan juanita judith judy julia julian julie jürgen justin karen karin karl kate katharina katherine
  kathleen kathryn kathy katie katja keith kelly ken kenneth kerry kevin kim kimberly kirsten klaus kristen kristin kristina kyle
  lars laura lauren laurence laurent lawrence leah lena leo leon leonard leroy leslie lewis liam linda lindsay lindsey lisa liz lois
  lorenzo lorraine louis louise luca lucas lucia lucy luis luisa luke lydia lynn maggie malcolm manfred manuel marc marcel marco marcus
  margaret maria marie marilyn mario marion marjorie markus marlene martha martin martina mary mateo matt matteo matthew maureen
  maurice megan melanie melissa michael michaela michele michelle miguel mike mitchell mohamed mohammed moira molly monica monika
  morgan muhammad muriel nadine nancy naomi natalia natalie natasha nathan neil nicholas nick nicola nicolas nicole nigel nina noah
  noel nora norma norman oliver olivia oscar oskar owen pablo paige pamela paolo pascal patricia patrick paul paula pauline pedro
  peggy peter petra philip philippa philippe phillip phoebe phyllis pierre priya rachel rafael ralph raquel raymond rebecca reginald
  renate rhys ricardo richard rita robert roberta roberto robin rodney roger roland ronald rosemary ross roy russell ruth ryan sabine
  sabrina sally sam samantha samuel sandra sara sarah scott sean sebastian sergio shane shannon sharon shaun sheila shelley shirley
  silvia simon sofia sonia sophia sophie stefan stefanie stephan stephanie stephen steve steven stuart susan susanne suzanne sven sylvia
  tamara tanya tara teresa terence terry theo theodore theresa thérèse thomas tiffany tim timothy tina toby todd tom tommy tony tracey
  tracy trevor tyler ursula uwe valentina valerie vanessa vera verity veronica vicky victor victoria vincent virginia vivian walter wanda
  wayne wendy wilfred wilhelm william wolfgang xavier yasmin yolanda yvette yvonne zachary zoe zoë`.split(
    /\s+/u,
  ),
);
