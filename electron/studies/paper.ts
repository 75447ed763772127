/** Countries that print on Letter (CLDR's supplemental paper sizes); all others use A4. */
const letter = new Set('BZ CA CL CO CR DO GT HN MX NI PA PH PR SV US VE'.split(' '));

/** @param country ISO 3166 alpha-2; '' where unknown */
export const paperOf = (country: string): 'A4' | 'Letter' =>
  letter.has(country.toUpperCase()) ? 'Letter' : 'A4';
