import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { issuesOf } from '../../testing/decisions.ts'
import { decideMarks, decideRelease, releaseName, type Markable } from './rules.ts'
import { plainText, redactText } from './text.ts'

const page: Markable = { format: 'pdf', sizes: [{ width: 595, height: 842 }], body: null }
const text: Markable = { format: 'text', sizes: [], body: '当事人张三丰' }
const area = (x: number, y: number, width: number, height: number, number = 1) => ({
  page: number,
  x,
  y,
  width,
  height,
  reason: 'privacy' as const,
})
const range = (start: number, end: number) => ({ start, end, reason: 'privacy' as const })
const none = { areas: [], ranges: [], words: [] }

describe('marks', () => {
  test('are cut at the edge of their page', () => {
    const decision = decideMarks(page, { ...none, areas: [area(-10, 800, 30, 100)] })
    expect(decision).toMatchObject({ ok: true, value: { areas: [{ x: 0, y: 800, width: 20, height: 42 }] } })
  })

  test.each([
    ['on a page that is not there', page, { ...none, areas: [area(0, 0, 9, 9, 2)] }, 'areas beside_the_page'],
    ['beside their page', page, { ...none, areas: [area(600, 0, 9, 9)] }, 'areas beside_the_page'],
    ['beyond the text', text, { ...none, ranges: [range(3, 7)] }, 'ranges beyond_the_text'],
    ['that end before they begin', text, { ...none, ranges: [range(3, 3)] }, 'ranges beyond_the_text'],
    ['as areas of a text', text, { ...none, areas: [area(0, 0, 9, 9)] }, 'areas text_has_no_areas'],
  ])('%s are refused', (_, of, asked, issue) => {
    expect(issuesOf(decideMarks(of, asked))).toContain(issue)
  })

  test('empty words are no words', () => {
    const asked = {
      ...none,
      words: [
        { word: ' 张三丰 ', reason: 'privacy' as const },
        { word: ' ', reason: 'privacy' as const },
      ],
    }
    expect(decideMarks(page, asked)).toMatchObject({ value: { words: [{ word: '张三丰' }] } })
  })
})

describe('第三十七条: a file goes out only when what is not public was taken out', () => {
  test('each page that still holds something is named once', () => {
    const marks = { ...none, areas: [area(0, 0, 9, 9)] }
    expect(decideRelease(marks, []).ok).toBe(true)
    expect(issuesOf(decideRelease(none, []))).toEqual(['marks nothing_marked'])
    const remains = [
      { page: 2, what: 'word' },
      { page: 2, what: 'word' },
      { page: 0, what: 'raw' },
    ]
    expect(issuesOf(decideRelease(marks, remains))).toEqual([
      'marks redaction_remains',
      'marks redaction_remains_inside',
    ])
  })

  test.each([
    ['材料.pdf', '材料.pdf', '材料（区分处理）.pdf'],
    ['张三丰的材料.docx', '■■■的材料.docx', '■■■的材料（区分处理）.pdf'],
    ['张三丰.pdf', '■■■.pdf', '文件（区分处理）.pdf'],
    ['2026.3.1 会议.pdf', '2026.3.1 会议.pdf', '2026.3.1 会议（区分处理）.pdf'],
  ])('%s is released under a name without the words', (name, redacted, released) => {
    expect(releaseName(name, redacted, 'pdf')).toBe(released)
  })
})

describe('the words of an answer', () => {
  test('each part that is taken out is ■■■, whatever its length; parts that touch are one', () => {
    expect(redactText('当事人张三丰，电话13800001234。', [range(3, 6), range(9, 20)])).toBe(
      '当事人■■■，电话■■■。',
    )
    expect(redactText('甲乙丙丁', [range(1, 2), range(2, 3)])).toBe('甲■■■丁')
    expect(redactText('甲乙丙丁', [range(0, 3), range(1, 2)])).toBe('■■■丁')
    expect(redactText('甲乙丙丁', [])).toBe('甲乙丙丁')
  })

  test('nothing of a part is left, and everything else is', () => {
    const parts = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
    fc.assert(
      fc.property(parts, (asked) => {
        // Every place has a character of its own.
        const whole = String.fromCharCode(...Array.from({ length: 50 }, (_, at) => 0x4e00 + at))
        const ranges = asked.map(([start, length]) => range(start, start + length))
        const left = redactText(whole, ranges)
        for (let at = 0; at < whole.length; at += 1) {
          const taken = ranges.some(({ start, end }) => at >= start && at < end)
          expect(left.includes(whole.charAt(at))).toBe(!taken)
        }
      }),
    )
  })

  test('a plain text may be written in GB 18030', () => {
    expect(plainText(Buffer.from('\ufeff甲\r\n乙'))).toBe('甲\n乙')
    expect(plainText(Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]))).toBe('张三')
  })
})
