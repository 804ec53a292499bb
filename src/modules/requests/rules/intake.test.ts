import { describe, expect, test } from 'vitest'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { versionInForce } from '#kernel/clock/index.ts'
import { makeCreditCode } from '#kernel/organisation/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { buildApplication, buildPaper } from '../../../testing/requests.ts'
import { LIMITS, MOST_ITEMS, type Application } from '../contract/intake.ts'
import { replyClock } from '../kinds/clocks.ts'
import {
  decideApplication,
  decidePaperRequest,
  decideRegistration,
  decideSubmission,
  receivedOn,
} from './intake.ts'
import { fileName } from './text.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const ASKED = { kind: 'department', closed_on: null }
const CREDIT_CODE = makeCreditCode('91980100', '20000001')

const ORGANISATION: Partial<Application> = {
  applicantKind: 'enterprise',
  name: '青禾公司',
  representative: '柏舟',
  identityKind: 'credit_code',
  identityNumber: CREDIT_CODE,
}

describe('第二十九条: what an application must say', () => {
  test.each<[string, Partial<Application>, string[]]>([
    ['a person with a citizen number, a telephone and a title', {}, []],
    ['a person with a passport', { identityKind: 'passport', identityNumber: 'E12345678' }, []],
    ['an organisation with its credit code', ORGANISATION, []],
    ['the number of a document alone is enough', { wantedTitle: '', wantedNumber: '云政规〔2025〕3号' }, []],
    ['a description alone is enough', { wantedTitle: '', description: '2025年河道保洁的考核结果' }, []],
    ['no name', { name: ' 　' }, ['name required']],
    ['no proof of identity', { identityNumber: '' }, ['identityNumber required']],
    [
      'a citizen number with a wrong check digit',
      { identityNumber: '110105194912310021' },
      ['identityNumber citizen_id'],
    ],
    ['fifteen digits, no longer valid', { identityNumber: '110105491231002' }, ['identityNumber citizen_id']],
    [
      'an organisation with a wrong check digit',
      {
        ...ORGANISATION,
        identityNumber: `${CREDIT_CODE.slice(0, 17)}${CREDIT_CODE.endsWith('0') ? '1' : '0'}`,
      },
      ['identityNumber credit_code'],
    ],
    [
      'an organisation for which nobody speaks',
      { ...ORGANISATION, representative: '' },
      ['representative required'],
    ],
    [
      'an organisation with a personal paper',
      { ...ORGANISATION, identityKind: 'citizen_id', identityNumber: '11010519491231002X' },
      ['identityKind identity_of_person'],
    ],
    [
      'a person with a credit code',
      { identityKind: 'credit_code', identityNumber: CREDIT_CODE },
      ['identityKind identity_of_organisation'],
    ],
    ['nobody to reach', { phone: '' }, ['phone no_contact']],
    ['by e-mail, without an address of it', { wantedWay: 'email' }, ['email needed_for_way']],
    ['by post, without an address', { wantedWay: 'post' }, ['address needed_for_way']],
    [
      'by fax, without a telephone',
      { wantedWay: 'fax', phone: '', email: 'a@yunlan.example' },
      ['phone needed_for_way'],
    ],
    [
      'to fetch, without a telephone',
      { wantedWay: 'pickup', phone: '', address: '云岚市青棠路1号' },
      ['phone needed_for_way'],
    ],
    ['a way without any contact is said once', { wantedWay: 'post', phone: '' }, ['address needed_for_way']],
    ['an e-mail address without its end', { email: 'a@yunlan' }, ['email email_form']],
    ['a telephone of letters', { phone: '请来电' }, ['phone phone_form']],
    [
      'nothing asked for',
      { wantedTitle: ' ', wantedNumber: '', description: '\n' },
      ['description nothing_wanted'],
    ],
  ])('%s', (_, part, issues) => {
    expect(issuesOf(decideApplication(buildApplication(part)))).toEqual(issues)
  })

  test('every problem is told at once', () => {
    const empty = buildApplication({
      name: '',
      identityNumber: '',
      phone: '',
      wantedTitle: '',
      wantedWay: 'email',
    })
    expect(issuesOf(decideApplication(empty))).toEqual([
      'name required',
      'identityNumber required',
      'email needed_for_way',
      'description nothing_wanted',
    ])
  })

  test('a purpose is not asked for, since the Regulation of 2019 took that test out', () => {
    expect(Object.keys(buildApplication())).not.toContain('purpose')
  })

  test('what is longer than its field is refused, not cut off; what just fits is taken', () => {
    for (const [field, max] of Object.entries(LIMITS)) {
      const part = { identityKind: 'other_paper', email: 'a@b.cn', [field]: '字'.repeat(max + 1) } as const
      expect(issuesOf(decideApplication(buildApplication(part)))).toContain(`${field} too_long`)
    }
    expect(decideApplication(buildApplication({ description: '字'.repeat(LIMITS.description) })).ok).toBe(
      true,
    )
  })

  test('is kept without blanks around it, in half width, and without what the database cannot hold', () => {
    const decision = decideApplication(
      buildApplication({
        name: ' 闻溪\u0000 ',
        identityNumber: '１１０１０５１９４９１２３１００２x',
        description: '第一行\r\n第二行\u0007',
      }),
    )
    expect(decision.ok && decision.value).toMatchObject({
      name: '闻溪',
      identityNumber: '11010519491231002X',
      description: '第一行\n第二行',
    })
  })

  test('第二十七条: governments and departments are asked; no villages, none that is no more', () => {
    const ask = (unit?: { kind: string; closed_on: CivilDate | null }) =>
      issuesOf(decideSubmission(buildApplication({ name: '' }), [], unit))
    for (const kind of ['city', 'district', 'department', 'town']) {
      expect(ask({ kind, closed_on: null })).toEqual(['name required'])
    }
    const refused = ['unit not_a_choice', 'name required']
    expect(ask({ kind: 'village', closed_on: null })).toEqual(refused)
    expect(ask({ kind: 'department', closed_on: day('2024-03-01') })).toEqual(refused)
    expect(ask()).toEqual(refused)
    const onPaper = decidePaperRequest(buildPaper({ unitId: 1 }), { kind: 'village', closed_on: null }, TODAY)
    expect(issuesOf(onPaper)).toEqual(['unitId not_a_choice'])
  })
})

describe('several things asked for in one form', () => {
  const item = { wantedTitle: '河道清淤计划', wantedNumber: '', description: '' }
  const ask = (further: readonly (typeof item)[]) => decideSubmission(buildApplication(), further, ASKED)

  test('each must say what it is; the problem names the one that does not', () => {
    expect(issuesOf(ask([item, { ...item, wantedTitle: ' ' }]))).toEqual([
      'further.1.description nothing_wanted',
    ])
    expect(issuesOf(ask([{ ...item, wantedNumber: '号'.repeat(LIMITS.wantedNumber + 1) }]))).toEqual([
      'further.0.wantedNumber too_long',
    ])
  })

  test('are kept without blanks around them, beside the first', () => {
    const decision = ask([{ ...item, wantedTitle: ' 河道清淤计划 ' }])
    expect(decision.ok && decision.value.further).toEqual([item])
  })

  test('are at most ten with the first', () => {
    const most = Array.from({ length: MOST_ITEMS - 1 }, () => item)
    expect(ask(most).ok).toBe(true)
    expect(issuesOf(ask([...most, item]))).toEqual(['further too_many_items'])
  })
})

describe('第三十一条: the day of receipt', () => {
  const arrived = day('2026-03-02')
  const confirmed = day('2026-03-04')

  test.each([
    ['当面提交的，以提交之日', 'in_person', arrived],
    ['邮寄并签收的，以签收之日', 'post_signed', arrived],
    ['平常信函的，以双方确认之日', 'post_ordinary', confirmed],
    ['互联网渠道的，以双方确认之日', 'online', confirmed],
    ['传真的，以双方确认之日', 'fax', confirmed],
    ['电子邮件的，以双方确认之日', 'email', confirmed],
  ] as const)('%s', (_, way, on) => {
    expect(receivedOn(way, arrived, confirmed)).toBe(on)
    expect(receivedOn(way, arrived, null)).toBe(on === arrived ? arrived : undefined)
  })

  const paper = buildPaper({ unitId: 1 })
  test.each<[string, Partial<typeof paper>, string[]]>([
    ['handed in', {}, []],
    ['handed in today', { arrivedOn: TODAY }, []],
    ['an ordinary letter that nobody confirmed', { receiptWay: 'post_ordinary' }, ['confirmedOn required']],
    ['a fax that nobody confirmed', { receiptWay: 'fax' }, ['confirmedOn required']],
    ['an ordinary letter, confirmed', { receiptWay: 'post_ordinary', confirmedOn: confirmed }, []],
    [
      'confirmed before it came',
      { receiptWay: 'fax', confirmedOn: day('2026-03-01') },
      ['confirmedOn before_arrival'],
    ],
    [
      'to be confirmed tomorrow',
      { receiptWay: 'fax', confirmedOn: day('2026-03-11') },
      ['confirmedOn in_the_future'],
    ],
    ['to come tomorrow', { arrivedOn: day('2026-03-11') }, ['arrivedOn in_the_future']],
    ['before there was a Regulation', { arrivedOn: day('2008-04-30') }, ['arrivedOn before_the_law']],
    ['of the first day of the Regulation', { arrivedOn: day('2008-05-01') }, []],
    [
      'every problem at once',
      { name: '', receiptWay: 'fax', arrivedOn: day('2026-03-11') },
      ['name required', 'arrivedOn in_the_future', 'confirmedOn required'],
    ],
  ])('on paper: %s', (_, part, issues) => {
    expect(issuesOf(decidePaperRequest({ ...paper, ...part }, ASKED, TODAY))).toEqual(issues)
  })

  test('a confirmation of what needs none is not kept, whatever it says', () => {
    const decision = decidePaperRequest({ ...paper, confirmedOn: day('2026-02-01') }, ASKED, TODAY)
    expect(decision.ok && decision.value).toMatchObject({ receivedOn: arrived, confirmedOn: null })
  })

  test.each([
    ['confirmed on the day it came', '2026-03-02', []],
    ['confirmed today', '2026-03-10', []],
    ['not confirmed', null, ['confirmedOn required']],
    ['confirmed before it came', '2026-03-01', ['confirmedOn before_arrival']],
    ['to be confirmed tomorrow', '2026-03-11', ['confirmedOn in_the_future']],
  ])('online: %s', (_, on, issues) => {
    const confirmedOn = on === null ? null : day(on)
    const decision = decideRegistration({ way: 'online', arrivedOn: arrived }, confirmedOn, TODAY)
    expect(issuesOf(decision)).toEqual(issues)
    if (decision.ok) expect(decision.value.receivedOn).toBe(confirmedOn)
  })
})

describe('第三十三条: the limit by the law in force on the day of receipt', () => {
  test.each([
    ['2008-04-30', undefined, undefined],
    ['2008-05-01', 15, 15],
    ['2019-05-14', 15, 15],
    ['2019-05-15', 20, 20],
    ['2026-03-10', 20, 20],
  ])('received on %s: %s working days, at most %s more', (on, days, extension) => {
    const version = versionInForce(replyClock, day(on))
    expect([version?.days, version?.extension]).toEqual([days, extension])
  })
})

test('a file keeps its name, not its folders', () => {
  expect(fileName('C:\\文件\\答复书.pdf')).toBe('答复书.pdf')
  expect(fileName('../答复书.pdf')).toBe('答复书.pdf')
})
