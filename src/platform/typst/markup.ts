/** A string of Typst's code, in which only the quotation mark and the backslash mean something. */
export function literal(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`
}

/**
 * Words as Typst prints them whatever they hold: a string of its code. The semicolon ends the expression, so that what
 * follows cannot be read as a part of it.
 */
export function words(text: string): string {
  return `#${literal(text)};`
}
