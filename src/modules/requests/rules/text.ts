/** Control characters are seen by nobody, and the database refuses one of them; lines stay. */
export const clean = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '').trim()

/** The name of a file without the folders that some browsers send with it. */
export function fileName(name: string): string {
  return clean(name.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\n\t]/g, ' ')
}
