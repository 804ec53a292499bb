import { describe, expect, test } from 'vitest'
import { issue } from '#platform/decision.ts'
import { civilDate } from '#platform/dates.ts'
import { decideRow, defineRegister, presentValue, registerPermissions, type Register } from './index.ts'

const register: Register = defineRegister({
  name: 'test.fines',
  label: '罚款',
  cites: '行政处罚法 第四十八条',
  dateLabel: '决定日期',
  fields: [
    { name: 'party', label: '当事人', kind: { type: 'text', maxLength: 20 }, required: true },
    {
      name: 'creditCode',
      label: '代码',
      kind: { type: 'text', maxLength: 18, check: 'credit_code' },
      required: false,
    },
    { name: 'kind', label: '类别', kind: { type: 'choice', choices: { fine: '罚款' } }, required: false },
    { name: 'amountFen', label: '金额', kind: { type: 'money' }, required: false },
    { name: 'paidOn', label: '缴款日期', kind: { type: 'date' }, required: false },
  ],
  enter: registerPermissions.enter,
  rule: (data, decidedOn) =>
    data['paidOn'] !== undefined && data['paidOn'] < decidedOn ? [issue('paidOn', 'before_decided')] : [],
})

const TODAY = civilDate('2026-03-10')
function problems(data: Record<string, unknown>, on = '2026-03-01'): unknown {
  const decision = decideRow(register, data, civilDate(on), TODAY)
  return decision.ok ? decision.value : decision.issues.map((one) => `${one.field} ${one.code}`)
}

describe('a row is held against its declaration', () => {
  test('what is right is kept, trimmed, and what is empty left out', () => {
    expect(problems({ party: ' 某公司 ', amountFen: 0, kind: '', paidOn: null })).toEqual({
      party: '某公司',
      amountFen: 0,
    })
  })

  test('every problem is told at once', () => {
    const wrong = { party: '', kind: 'jail', amountFen: 1.5, paidOn: '2026-02-30', colour: 'red' }
    expect(problems(wrong, '2026-03-11')).toEqual([
      'occurredOn in_the_future',
      'colour unknown_field',
      'party required',
      'kind not_a_choice',
      'amountFen not_an_amount',
      'paidOn not_a_date',
    ])
    expect(problems({ party: '字'.repeat(21), amountFen: -1 })).toEqual([
      'party too_long',
      'amountFen not_an_amount',
    ])
    expect(problems({ party: 7, kind: 'toString' })).toEqual(['party not_text', 'kind not_a_choice'])
  })

  test('GB 32100: a credit code is stored in its one form, a wrong check character is told', () => {
    expect(problems({ party: '甲', creditCode: '91350100m000100y43' })).toEqual({
      party: '甲',
      creditCode: '91350100M000100Y43',
    })
    expect(problems({ party: '甲', creditCode: '91350100M000100Y44' })).toEqual(['creditCode credit_code'])
  })

  test('GB 11643: a citizen’s number does not become public, wherever it was typed', () => {
    expect(problems({ party: '张三11010519491231002x' })).toEqual(['party citizen_id_in_text'])
    expect(problems({ party: '张三11010519491231002X' })).toEqual(['party citizen_id_in_text'])
    expect(problems({ party: '甲', creditCode: '11010519491231002X' })).toEqual(['creditCode credit_code'])
    // Eighteen digits that are no citizen's number may be a file's.
    expect(problems({ party: '110105194912310021' })).toEqual({ party: '110105194912310021' })
  })

  test('the register’s own rule speaks once the fields are right', () => {
    expect(problems({ party: '甲', paidOn: '2026-02-28' })).toEqual(['paidOn before_decided'])
    expect(problems({ party: '甲', paidOn: '2026-03-01' })).toEqual({ party: '甲', paidOn: '2026-03-01' })
  })
})

test('the public reads yuan and the words of a choice', () => {
  const shown = register.fields.map((field) =>
    presentValue(field, { party: '甲', kind: 'fine', amountFen: 123_450 }[field.name]),
  )
  expect(shown).toEqual(['甲', '', '罚款', '1234.50', ''])
})

test('a register cites its article and names each field once', () => {
  expect(() => defineRegister({ ...register, cites: '' })).toThrow('cites no article')
  expect(() =>
    defineRegister({ ...register, fields: [...register.fields, ...register.fields.slice(0, 1)] }),
  ).toThrow('twice')
})
