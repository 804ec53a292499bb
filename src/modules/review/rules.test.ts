import { describe, expect, test } from 'vitest'
import { decideChain, decideSignature, decideSigner, type Signing } from './rules.ts'

const DRAFTER = 1
const buildSigning = (part: Partial<Signing> = {}): Signing => ({
  state: 'open',
  chain: ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer'],
  signed: 1,
  authorIds: [DRAFTER],
  signerIds: [DRAFTER],
  contentHash: 'aa',
  attribute: 'proactive',
  ...part,
})
const codes = (decision: { ok: boolean; issues?: readonly { code: string }[] }) =>
  decision.issues?.map((one) => one.code) ?? []
const holding = (...roles: string[]) => ({ staffId: 2, holds: (role: string) => roles.includes(role) })

describe('保密法实施条例 第四十二条: who may sign the next step', () => {
  test('the role whose turn it is, and no other', () => {
    expect(decideSigner(buildSigning(), holding('section_head')).ok).toBe(true)
    expect(codes(decideSigner(buildSigning(), holding('unit_leader')))).toEqual(['not_your_step'])
    expect(decideSigner(buildSigning({ signed: 2 }), holding('unit_leader')).ok).toBe(true)
  })

  test('nobody signs what he drafted, whatever roles he holds', () => {
    const drafter = { staffId: DRAFTER, holds: () => true }
    expect(codes(decideSigner(buildSigning(), drafter))).toEqual(['own_draft'])
  })

  test('nobody signs twice', () => {
    expect(
      codes(decideSigner(buildSigning({ signed: 2, signerIds: [1, 2] }), holding('unit_leader'))),
    ).toEqual(['signed_already'])
  })

  test.each(['approved', 'returned'])('a review that is %s is closed', (state) => {
    expect(codes(decideSigner(buildSigning({ state }), holding('section_head')))).toEqual(['review_closed'])
  })
})

describe('what a signature says', () => {
  const asked = { decision: 'approved', contentHash: 'aa', attribute: 'proactive' } as const

  test('it is given to exactly what the signer saw', () => {
    expect(decideSignature(buildSigning(), holding('section_head'), asked).ok).toBe(true)
    expect(
      codes(decideSignature(buildSigning(), holding('section_head'), { ...asked, contentHash: 'bb' })),
    ).toEqual(['not_what_you_saw'])
  })

  test('who would decide on another attribute returns the document', () => {
    const other = { ...asked, attribute: 'withheld' }
    expect(codes(decideSignature(buildSigning(), holding('section_head'), other))).toEqual([
      'attribute_differs',
    ])
    expect(
      decideSignature(buildSigning(), holding('section_head'), { ...other, decision: 'returned' }).ok,
    ).toBe(true)
  })

  test('every problem is told at once', () => {
    expect(
      codes(
        decideSignature(buildSigning(), holding(), { ...asked, contentHash: 'bb', attribute: 'withheld' }),
      ),
    ).toEqual(['not_your_step', 'not_what_you_saw', 'attribute_differs'])
  })
})

describe('a unit’s chain', () => {
  test.each([
    [['drafter', 'secrecy_reviewer'], []],
    [['drafter', 'section_head', 'unit_leader', 'unit_leader', 'disclosure_officer', 'secrecy_reviewer'], []],
    [['drafter'], ['chain_length', 'chain_without_secrecy_review']],
    [['section_head', 'secrecy_reviewer'], ['chain_begins_with_drafter']],
    [['drafter', 'inspector', 'secrecy_reviewer'], ['chain_role']],
    [['drafter', 'unit_leader'], ['chain_without_secrecy_review']],
    [['drafter', 'drafter', 'secrecy_reviewer'], ['chain_role']],
  ])('%j has the problems %j', (steps, problems) => {
    expect(codes(decideChain(steps))).toEqual(problems)
  })
})
