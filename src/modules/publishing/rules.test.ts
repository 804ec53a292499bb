import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import type { Content } from '#kernel/documents/index.ts'
import type { DraftBody } from './contract.ts'
import { documentKinds } from './kinds.ts'
import { decideConfirmation, decideDraft, decideEnding, decideSubmission, type Submitting } from './rules.ts'

const TODAY = civilDate('2026-03-10')
const codes = (decision: { ok: boolean; issues?: readonly { field: string; code: string }[] }) =>
  decision.issues?.map((one) => `${one.field}: ${one.code}`) ?? []

const buildDraft = (part: Partial<DraftBody> = {}): DraftBody => ({
  kind: 'normative',
  title: '关于停车的通知',
  documentNumber: '试政规〔2026〕3号',
  writtenOn: civilDate('2026-03-01'),
  effectiveOn: null,
  topic: '10',
  genre: '08',
  attribute: 'proactive',
  attributeGround: null,
  attributeReason: null,
  keywords: [],
  summary: '',
  bodyHtml: '<p>正文</p>',
  channelIds: [1],
  ...part,
})

const buildSubmitting = (content: Partial<Content> = {}, part: Partial<Submitting> = {}): Submitting => {
  const { channelIds: _, kind: __, ...draft } = buildDraft()
  const kind = documentKinds.find((one) => one.name === 'normative')
  if (!kind) throw new Error('no kind')
  return {
    state: 'draft',
    kind,
    attachments: 0,
    channels: 1,
    unitHasCreditCode: true,
    correction: false,
    unknownRelated: [],
    foreignSuperseded: [],
    pictures: [],
    content: { ...draft, issuer: '试验局', ...content },
    ...part,
  }
}

describe('a draft', () => {
  test('writes the document number in its one form', () => {
    const decision = decideDraft(buildDraft({ documentNumber: '试政规[2026]3号' }))
    expect(decision.ok && decision.value.documentNumber).toBe('试政规〔2026〕3号')
  })

  test('tells every unknown word at once', () => {
    expect(
      codes(decideDraft(buildDraft({ kind: 'x', topic: '99', genre: 'y', documentNumber: '三号' }))),
    ).toEqual([
      'kind: not_a_choice',
      'topic: not_a_choice',
      'genre: not_a_choice',
      'documentNumber: document_number_form',
    ])
  })

  test('政府信息公开条例 第十四条至第十六条: what is not proactive names its ground and reason', () => {
    expect(codes(decideDraft(buildDraft({ attribute: 'withheld' })))).toEqual([
      'attributeGround: required',
      'attributeReason: required',
    ])
    expect(
      decideDraft(
        buildDraft({ attribute: 'withheld', attributeGround: 'E14a', attributeReason: '已依法定密' }),
      ).ok,
    ).toBe(true)
  })
})

describe('a submission', () => {
  test('a complete draft of one’s own may be submitted', () => {
    expect(decideSubmission(buildSubmitting(), TODAY).ok).toBe(true)
  })

  test('everything that is missing is told at once', () => {
    const bare = buildSubmitting(
      { documentNumber: null, writtenOn: null, bodyHtml: '<p> </p>' },
      { channels: 0, unitHasCreditCode: false },
    )
    expect(codes(decideSubmission(bare, TODAY))).toEqual([
      'documentNumber: required',
      'writtenOn: required',
      'bodyHtml: required',
      'channelIds: required',
      'unitId: unit_without_credit_code',
    ])
  })

  test('an attachment may stand for the text', () => {
    expect(decideSubmission(buildSubmitting({ bodyHtml: '' }, { attachments: 1 }), TODAY).ok).toBe(true)
  })

  test('dates must be possible', () => {
    expect(codes(decideSubmission(buildSubmitting({ writtenOn: civilDate('2026-03-11') }), TODAY))).toEqual([
      'writtenOn: in_the_future',
    ])
    expect(codes(decideSubmission(buildSubmitting({ effectiveOn: civilDate('2026-02-01') }), TODAY))).toEqual(
      ['effectiveOn: before_written'],
    )
  })

  test('only from a draft', () => {
    expect(codes(decideSubmission(buildSubmitting({}, { state: 'in_review' }), TODAY))).toEqual([
      'state: not_a_draft',
    ])
  })

  test('the dates of its life stand in their order', () => {
    const d = civilDate
    const asked = (content: Partial<Content>) => codes(decideSubmission(buildSubmitting(content), TODAY))
    expect(asked({ receivedOn: d('2026-02-28') })).toEqual(['receivedOn: before_written'])
    expect(asked({ receivedOn: d('2026-03-11') })).toEqual(['receivedOn: in_the_future'])
    expect(asked({ effectiveOn: d('2026-05-01'), expiresOn: d('2026-04-30') })).toEqual([
      'expiresOn: before_effective',
    ])
    expect(asked({ expiresOn: d('2026-03-09') })).toEqual(['expiresOn: not_after_today'])
    expect(asked({ receivedOn: d('2026-03-02'), expiresOn: TODAY })).toEqual([])
  })

  test('a correction says why', () => {
    expect(codes(decideSubmission(buildSubmitting({}, { correction: true }), TODAY))).toEqual([
      'correctionReason: required',
    ])
    const said = buildSubmitting({ correctionReason: '日期有误' }, { correction: true })
    expect(decideSubmission(said, TODAY).ok).toBe(true)
  })

  test('what it names must be public, named once, and its own to be superseded', () => {
    const asked = buildSubmitting(
      { amends: [7, 7], interprets: [8], supersedes: [9] },
      { unknownRelated: [8], foreignSuperseded: [9] },
    )
    expect(codes(decideSubmission(asked, TODAY))).toEqual([
      'amends: named_twice',
      'interprets: related_not_public',
      'supersedes: not_own_document',
    ])
  })

  test('a picture is its own and says what it shows', () => {
    const bodyHtml = '<p>示意</p><img src="/pictures/4" alt="" /><img src="/pictures/5" alt="路线图" />'
    expect(codes(decideSubmission(buildSubmitting({ bodyHtml }, { pictures: [4] }), TODAY))).toEqual([
      'bodyHtml: picture_without_alt',
      'bodyHtml: picture_not_here',
    ])
  })
})

describe('an emergency publication', () => {
  const approval = { decidedBy: 'emergency:3', contentHash: 'aa', confirmed: false }
  test('is signed by a second person who did not write it', () => {
    expect(decideConfirmation(approval, [1], { staffId: 4, contentHash: 'aa' }).ok).toBe(true)
    expect(codes(decideConfirmation(approval, [1], { staffId: 3, contentHash: 'aa' }))).toEqual([
      'staff: signed_already',
    ])
    expect(codes(decideConfirmation(approval, [1], { staffId: 1, contentHash: 'ab' }))).toEqual([
      'contentHash: not_what_you_saw',
      'staff: own_draft',
    ])
  })

  test('is signed once, and nothing else is', () => {
    for (const other of [
      { ...approval, confirmed: true },
      { ...approval, decidedBy: 'review:9' },
    ])
      expect(codes(decideConfirmation(other, [], { staffId: 4, contentHash: 'aa' }))).toEqual([
        'state: nothing_to_confirm',
      ])
  })
})

describe('an ending', () => {
  const document = { id: 5, state: 'published', public: true, writtenOn: civilDate('2026-03-01') }
  const repeal = { state: 'repealed', on: TODAY, reason: '任务已完成', replacedById: null } as const

  test('a document in force may be repealed today', () => {
    expect(decideEnding(document, repeal, undefined, TODAY).ok).toBe(true)
    for (const state of ['draft', 'approved'])
      expect(decideEnding({ ...document, state }, repeal, undefined, TODAY).ok, state).toBe(true)
  })

  test.each([
    ['what is not public', { ...document, state: 'draft', public: false }, repeal, ['state: not_in_force']],
    ['what has ended', { ...document, state: 'repealed' }, repeal, ['state: not_in_force']],
    [
      'one whose correction is in review',
      { ...document, state: 'in_review' },
      repeal,
      ['state: correction_in_review'],
    ],
    ['tomorrow', document, { ...repeal, on: civilDate('2026-03-11') }, ['on: in_the_future']],
    ['before it was written', document, { ...repeal, on: civilDate('2026-02-28') }, ['on: before_written']],
    [
      'a replacement without its successor',
      document,
      { ...repeal, state: 'replaced' as const },
      ['replacedById: required'],
    ],
    [
      'a replacement by itself',
      document,
      { ...repeal, state: 'replaced' as const, replacedById: 5 },
      ['replacedById: replaced_by_itself'],
    ],
    [
      'an address that leads nowhere',
      document,
      { ...repeal, state: 'redirected' as const },
      ['replacedById: required'],
    ],
    [
      'a repeal that hides its text',
      document,
      { ...repeal, textRemoved: true },
      ['textRemoved: not_a_withdrawal'],
    ],
    [
      'a repeal with a successor',
      document,
      { ...repeal, replacedById: 6 },
      ['replacedById: not_a_replacement'],
    ],
  ])('refuses %s', (_, of, asked, problems) => {
    expect(codes(decideEnding(of, asked, undefined, TODAY))).toEqual(problems)
  })

  test('what replaces it must be public itself', () => {
    const asked = { ...repeal, state: 'replaced', replacedById: 6 } as const
    expect(codes(decideEnding(document, asked, { public: false }, TODAY))).toEqual([
      'replacedById: replacement_not_public',
    ])
    expect(decideEnding(document, asked, { public: true }, TODAY).ok).toBe(true)
  })
})
