/**
 * 索引号: the agency's 统一社会信用代码, the year and a serial of at least five digits (the form of 国办秘函〔2009〕6号,
 * where the nine characters of the organisation code stood in front).
 */
export function makeIndexNumber(creditCode: string, year: number, serial: number): string {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(creditCode)) throw new RangeError(`'${creditCode}' is no credit code`)
  if (!Number.isInteger(year) || year < 1000 || year > 9999)
    throw new RangeError(`${year} is no year in full`)
  if (!Number.isSafeInteger(serial) || serial < 1) throw new RangeError(`${serial} is no serial`)
  return `${creditCode}/${year}-${String(serial).padStart(5, '0')}`
}

// An agency's short form may hold brackets of its own: 建房（规）〔2018〕1号.
const documentNumber =
  /^(?<agency>\p{Script=Han}[\p{L}（）()]*)[〔﹝[［(（](?<year>[12]\d{3})[〕﹞\]］)）]第?0*(?<serial>[1-9]\d{0,5})号$/u

/**
 * 发文字号 as GB/T 9704-2012, 7.2.5 has it written: the year in full in 〔〕, the serial without 第 and without leading
 * zeros. Takes the other brackets, full-width digits and blanks that people type; undefined where the text is not of
 * that form (国务院令第711号), which is then stored as written.
 */
export function normaliseDocumentNumber(text: string): string | undefined {
  const plain = text.replace(/\s+/g, '').replace(/[０-９]/g, (digit) => digit.normalize('NFKC'))
  const parts = documentNumber.exec(plain)?.groups
  return parts && `${parts['agency']}〔${parts['year']}〕${parts['serial']}号`
}
