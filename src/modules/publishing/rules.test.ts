import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import type { Content } from '#kernel/documents/index.ts'
import type { DraftBody } from './contract.ts'
import { documentKinds } from './kinds.ts'
import { decideDraft, decideEnding, decideSubmission, type Submitting } from './rules.ts'

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
    drafterId: 1,
    staffId: 1,
    kind,
    attachments: 0,
    channels: 1,
    unitHasCreditCode: true,
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

  test('only the drafter, and only from a draft', () => {
    expect(codes(decideSubmission(buildSubmitting({}, { staffId: 2, state: 'in_review' }), TODAY))).toEqual([
      'state: not_a_draft',
      'staff: not_your_draft',
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
