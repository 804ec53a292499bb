/** Text as files hold it: UTF-8, or GB 18030 as programs of a Chinese Windows write it. */
export function decodeText(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}
