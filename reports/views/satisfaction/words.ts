import { dictionary } from '../../components/locale.ts';

export const words = dictionary(
  {
    months: 'Themes of',
    last3: 'Last 3 months',
    last12: 'Last 12 months',
    applies: 'the themes',
    feelingNone: 'No scored comments yet',
    feelingNow: (share: string) => `${share} of the scored comments of the last three months are satisfied`,
    feelingChange: (share: string, change: string) =>
      `${share} of the scored comments of the last three months are satisfied, ${change} on the three before`,
    feelingSame: (share: string, change: string) =>
      `${share} of the scored comments of the last three months are satisfied; ${change} on the three before is within chance`,
    change: 'Change',
    verdicts: {
      up: 'more, beyond chance',
      down: 'less, beyond chance',
      noise: 'within chance',
      'not-testable': '–',
    },
    feelingWhy:
      'By month, of all comments with a score, also one in the middle; satisfied are CSAT 4 and 5, NPS 9 and 10, CES 6 and 7, four stars and more; the dashed line is the chance, by their words, that comments are of satisfied rather than dissatisfied customers',
    feelingUnlearned:
      'By month, of all comments with a score, also one in the middle; satisfied are CSAT 4 and 5, NPS 9 and 10, CES 6 and 7, four stars and more; how the others read could not be learned from them',
    scoredSatisfied: 'Satisfied by score',
    readSatisfied: 'Satisfied by words',
    comments: 'Comments',
    scored: 'With a score',
    theme: 'Theme',
    mentions: 'Mentions',
    shareOfComments: 'Of all comments',
    before: 'Months before',
    satisfied: 'Satisfied',
    example: 'Example',
    themeTitle: {
      dissatisfied: (theme: string, share: string) =>
        `What goes wrong most: ${theme}, in ${share} of comments`,
      satisfied: (theme: string, share: string) => `What is liked most: ${theme}, in ${share} of comments`,
    },
    themeNone: {
      dissatisfied: 'Nothing sets the dissatisfied apart',
      satisfied: 'Nothing sets the satisfied apart',
    },
    themeWhy: {
      dissatisfied:
        'Words that dissatisfied customers use more than others, with an example; the change is on the months before, grey where it may be chance',
      satisfied:
        'Words that satisfied customers use more than others, with an example; the change is on the months before, grey where it may be chance',
    },
    themeEmpty: 'No words of theirs stand out beyond chance in these months.',
    themeUnknown:
      'Themes need comments of both satisfied and dissatisfied customers; so far there are none of one side.',
    noComments: 'This fills as soon as customers say something in words.',
  },
  {
    months: '主题范围',
    last3: '近 3 个月',
    last12: '近 12 个月',
    applies: '主题',
    feelingNone: '还没有带评分的评论',
    feelingNow: (share) => `近三个月带评分的评论中，${share} 表示满意`,
    feelingChange: (share, change) => `近三个月带评分的评论中，${share} 表示满意，较前三个月 ${change}`,
    feelingSame: (share, change) =>
      `近三个月带评分的评论中，${share} 表示满意；较前三个月 ${change}，未超出随机波动`,
    change: '变化',
    verdicts: {
      up: '增多，超出随机波动',
      down: '减少，超出随机波动',
      noise: '未超出随机波动',
      'not-testable': '–',
    },
    feelingWhy:
      '按月，占全部带评分的评论（含中间分）；满意指 CSAT 4、5 分，NPS 9、10 分，CES 6、7 分，四星及以上；虚线为按文字判断，评论出自满意而非不满意客户的概率',
    feelingUnlearned:
      '按月，占全部带评分的评论（含中间分）；满意指 CSAT 4、5 分，NPS 9、10 分，CES 6、7 分，四星及以上；未能由此学会判断其余评论',
    scoredSatisfied: '评分满意',
    readSatisfied: '文字满意',
    comments: '评论数',
    scored: '带评分',
    theme: '主题',
    mentions: '提及数',
    shareOfComments: '占全部评论',
    before: '此前几个月',
    satisfied: '满意',
    example: '示例',
    themeTitle: {
      dissatisfied: (theme, share) => `最常见的问题：${theme}，见于 ${share} 的评论`,
      satisfied: (theme, share) => `最受喜爱：${theme}，见于 ${share} 的评论`,
    },
    themeNone: { dissatisfied: '不满意的客户没有特别的话题', satisfied: '满意的客户没有特别的话题' },
    themeWhy: {
      dissatisfied: '不满意的客户比其他人更常用的词，附示例；变化与此前几个月相比，灰色者可能出于偶然',
      satisfied: '满意的客户比其他人更常用的词，附示例；变化与此前几个月相比，灰色者可能出于偶然',
    },
    themeEmpty: '这几个月没有超出偶然的用词。',
    themeUnknown: '主题需要既有满意、也有不满意的客户的评论；目前缺少其中一方。',
    noComments: '客户留下文字后，这里会自动显示。',
  },
);
