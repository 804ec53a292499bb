import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineTemplate, fillBody, paragraphsOf, problemsOf } from './index.ts'

const fields = [
  { name: 'applicant', label: '申请人' },
  { name: 'reason', label: '理由' },
  { name: 'remedy', label: '救济途径' },
]
const problems = (body: string, mustContain: readonly string[] = [], title = '答复书') =>
  problemsOf({ fields, mustContain }, { title, body }).map(({ field, code, params }) =>
    [field, code, ...Object.values(params ?? {})].join(' '),
  )

describe('what is wrong with the words of a template is said, all of it', () => {
  test.each([
    ['您好，{{applicant}}。{{#reason}}理由：{{reason}}{{/reason}}', []],
    ['{{ applicant }} 与 {{#reason}}{{#applicant}}甲{{/applicant}}{{/reason}}', []],
    ['', ['body required']],
    [
      '{{nobody}}{{#nothing}}甲{{/nothing}}',
      ['nobody', 'nothing'].map((name) => `body template_unknown_field ${name}`),
    ],
    ['{{#reason}}甲', ['body template_unclosed_block reason']],
    ['甲{{/reason}}', ['body template_unopened_block reason']],
    ['{{#reason}}{{#applicant}}甲{{/reason}}', ['body template_unclosed_block applicant']],
    ['甲\n{{申请人}}', ['body template_stray_braces 2']],
    ['甲\n\n{applicant} ｛｛applicant｝｝', ['body template_stray_braces 3']],
    ['甲 }} 乙 {{', ['body template_stray_braces 1']],
    ['{{{applicant}}}', ['body template_stray_braces 1']],
  ])('%s', (body, expected) => {
    expect(problems(body)).toEqual(expected)
  })

  test('a title is plain words on one line', () => {
    expect(problems('甲', [], ' ')).toEqual(['title required'])
    expect(problems('甲', [], '答复{{applicant}}')).toEqual(['title template_title_plain'])
    expect(problems('甲', [], '答复\n书')).toEqual(['title template_title_plain'])
  })

  test('what a letter must contain stands in every letter, not only where another field is filled', () => {
    expect(problems('甲', ['remedy'])).toEqual(['body template_lacks remedy 救济途径'])
    expect(problems('{{#reason}}{{remedy}}{{/reason}}', ['remedy'])).toEqual([
      'body template_only_sometimes remedy 救济途径',
    ])
    expect(problems('{{#remedy}}{{remedy}}{{/remedy}}', ['remedy'])).toEqual([])
    expect(problems('{{#reason}}{{remedy}}{{/reason}}{{remedy}}', ['remedy'])).toEqual([])
    expect(problems('{{#remedy}}甲{{/remedy}}', ['remedy'])).toEqual(['body template_lacks remedy 救济途径'])
  })

  test('a declared template with a problem stops the start', () => {
    const template = { name: 'a.b', label: '答复', title: '答复书', cites: '第一条', fields, mustContain: [] }
    expect(defineTemplate({ ...template, body: '{{applicant}}' }).name).toBe('a.b')
    expect(() => defineTemplate({ ...template, body: '{{nobody}}' })).toThrow('nobody')
    expect(() => defineTemplate({ ...template, body: '甲', mustContain: ['ground'] })).toThrow('ground')
  })
})

describe('filling', () => {
  test('a block stands where its field is filled, and a place without a value is told', () => {
    const body = '致{{applicant}}：\n{{#reason}}\n　　理由是：{{reason}}。\n{{/reason}}\n\n救济：{{remedy}}'
    expect(fillBody(body, { applicant: '张某某', reason: '甲', remedy: '乙' })).toEqual({
      text: '致张某某：\n理由是：甲。\n救济：乙',
      empty: [],
    })
    expect(fillBody(body, { applicant: '张某某', reason: ' \u200b\n' })).toEqual({
      text: '致张某某：\n救济：',
      empty: ['remedy'],
    })
  })

  test('a value of several lines is several paragraphs', () => {
    expect(fillBody('一、{{reason}}\n二、完', { reason: '甲\r\n\n　　乙\u2028丙' }).text).toBe(
      '一、甲\n乙\n丙\n二、完',
    )
  })

  test('what Word and the database cannot hold is left out', () => {
    expect(paragraphsOf('a\u0000b\u0008c\td\ud800e\u202ef\ufffe')).toEqual(['abc d\ufffdef\ufffd'])
  })

  test('a value is words, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(fillBody('甲{{reason}}乙', { reason: value }).text).toBe(
          `甲${paragraphsOf(value).join('\n')}乙`,
        )
      }),
    )
    expect(fillBody('{{reason}}', { reason: '{{applicant}} {{#x}} $& $1' }).text).toBe(
      '{{applicant}} {{#x}} $& $1',
    )
  })

  test('any text is read without a fault of the program, and filled paragraphs are stable', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{{#reason}}',
      '{{/reason}}',
      '{{reason}}',
      '{{applicant}}',
      '甲',
      '\n',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const body = parts.join('')
        expect(Array.isArray(problems(body, ['remedy']))).toBe(true)
        const { text } = fillBody(body, { reason: '乙' })
        expect(paragraphsOf(text).join('\n')).toBe(text)
      }),
    )
  })
})
