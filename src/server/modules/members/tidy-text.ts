/**
 * A text as people see it: one code for one character, no control characters, no blanks around.
 * Also keeps out what PostgreSQL cannot store: the character 0 and half characters.
 */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
}

/** Card numbers are printed in groups; scanners add line ends. Full-width digits come from Chinese keyboards. */
export function tidyCard(text: string): string {
  return tidyText(text).normalize('NFKC').replace(/\s/g, '')
}
