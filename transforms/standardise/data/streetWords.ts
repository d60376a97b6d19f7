/** Street types as written in full. Source: USPS Publication 28, appendix C1, the common ones; and Australian usage. */
export const streetTypes: Readonly<Record<string, string>> = {
  aly: 'Alley',
  ave: 'Avenue',
  av: 'Avenue',
  blvd: 'Boulevard',
  bvd: 'Boulevard',
  cct: 'Circuit',
  cir: 'Circle',
  cl: 'Close',
  cres: 'Crescent',
  cr: 'Crescent',
  ct: 'Court',
  crt: 'Court',
  dr: 'Drive',
  dve: 'Drive',
  esp: 'Esplanade',
  expy: 'Expressway',
  fwy: 'Freeway',
  gdns: 'Gardens',
  gr: 'Grove',
  hwy: 'Highway',
  ln: 'Lane',
  pde: 'Parade',
  pkwy: 'Parkway',
  pl: 'Place',
  plz: 'Plaza',
  rd: 'Road',
  sq: 'Square',
  st: 'Street',
  str: 'Street',
  tce: 'Terrace',
  ter: 'Terrace',
  terr: 'Terrace',
  trl: 'Trail',
  wy: 'Way',
};

export const unitTypes: Readonly<Record<string, string>> = {
  apt: 'Apartment',
  apto: 'Apartment',
  apartment: 'Apartment',
  ste: 'Suite',
  suite: 'Suite',
  unit: 'Unit',
  flat: 'Flat',
  room: 'Room',
  rm: 'Room',
  floor: 'Floor',
  fl: 'Floor',
  level: 'Level',
  '#': 'Unit',
};

/** States and provinces by code, for the countries that write them in addresses. Source: ISO 3166-2. */
export const states: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: named(
    'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,DC District of Columbia,PR Puerto Rico',
  ),
  AU: named(
    'NSW New South Wales,VIC Victoria,QLD Queensland,WA Western Australia,SA South Australia,TAS Tasmania,ACT Australian Capital Territory,NT Northern Territory',
  ),
  CA: named(
    'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,NT Northwest Territories,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon',
  ),
};

/**
 * States of countries whose addresses write them in one way alone: by code in Brazil, in full in India, save
 * those that are cities too. Source: ISO 3166-2.
 */
export const writtenStates: Readonly<Record<string, readonly string[]>> = {
  BR: 'AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO'.split(' '),
  IN: 'Andhra Pradesh,Arunachal Pradesh,Assam,Bihar,Chhattisgarh,Goa,Gujarat,Haryana,Himachal Pradesh,Jammu and Kashmir,Jharkhand,Karnataka,Kerala,Ladakh,Madhya Pradesh,Maharashtra,Manipur,Meghalaya,Mizoram,Nagaland,Odisha,Punjab,Rajasthan,Sikkim,Tamil Nadu,Telangana,Tripura,Uttar Pradesh,Uttarakhand,West Bengal'.split(
    ',',
  ),
};

function named(list: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list.split(',').map((entry) => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)]),
  );
}
