import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { isRole, type Role } from '#kernel/identity/index.ts'
import { SIGNING_ROLES } from './kinds.ts'

/** What the rule must know of a process and of who signs. */
export interface Signing {
  readonly state: string
  readonly chain: readonly string[]
  /** How many steps are signed. */
  readonly signed: number
  /** Whoever wrote in it, the one who proposed it first. */
  readonly authorIds: readonly number[]
  readonly signerIds: readonly number[]
  readonly contentHash: string
  readonly attribute: string
}

export interface Signer {
  readonly staffId: number | null
  readonly holds: (role: Role) => boolean
}

/** The role whose signature is awaited; undefined once nothing is. */
export function awaitedRole(process: Pick<Signing, 'state' | 'chain' | 'signed'>): Role | undefined {
  const role = process.state === 'open' ? process.chain[process.signed] : undefined
  return role !== undefined && isRole(role) ? role : undefined
}

/** May this person sign the next step at all? (保密法实施条例 第四十二条; nobody reviews what he drafted.) */
export function decideSigner(process: Signing, signer: Signer): Decision<Role> {
  const role = awaitedRole(process)
  if (role === undefined) return { ok: false, issues: [issue('state', 'review_closed')] }
  const issues: Issue[] = []
  if (!signer.holds(role)) issues.push(issue('role', 'not_your_step', { role }))
  if (signer.staffId !== null && process.authorIds.includes(signer.staffId))
    issues.push(issue('staff', 'own_draft'))
  else if (signer.staffId !== null && process.signerIds.includes(signer.staffId)) {
    issues.push(issue('staff', 'signed_already'))
  }
  return decide(issues, role)
}

/** May this very signature be given? Who would decide on another attribute returns the document with the reason. */
export function decideSignature(
  process: Signing,
  signer: Signer,
  asked: { decision: 'approved' | 'returned'; contentHash: string; attribute: string },
): Decision<Role> {
  const may = decideSigner(process, signer)
  const issues: Issue[] = may.ok ? [] : [...may.issues]
  if (asked.contentHash !== process.contentHash) issues.push(issue('contentHash', 'not_what_you_saw'))
  if (asked.decision === 'approved' && asked.attribute !== process.attribute) {
    issues.push(issue('attribute', 'attribute_differs'))
  }
  return may.ok ? decide(issues, may.value) : { ok: false, issues }
}

/** A unit's chain: two to six steps, the drafter first and only first, a secrecy review always among them. */
export function decideChain(steps: readonly string[]): Decision<readonly Role[]> {
  const issues: Issue[] = []
  if (steps.length < 2 || steps.length > 6) issues.push(issue('steps', 'chain_length', { min: 2, max: 6 }))
  if (steps[0] !== 'drafter') issues.push(issue('steps', 'chain_begins_with_drafter'))
  for (const [index, step] of steps.entries()) {
    if (index > 0 && !SIGNING_ROLES.includes(step as Role))
      issues.push(issue(`steps.${index}`, 'chain_role', { role: step }))
  }
  if (!steps.includes('secrecy_reviewer')) issues.push(issue('steps', 'chain_without_secrecy_review'))
  return decide(issues, steps as readonly Role[])
}
