import { addDays, daysBetween, type CivilDate } from '#platform/dates.ts'
import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { DeclarationBody, GuideState, GuideText, ItemSettingBody, ItemState } from './contract.ts'
import { AGENCIES, findItem, itemsFor } from './items.ts'
import { DECLARATION_DAYS } from './kinds.ts'

/** What stands under an item, and how a unit stands with it. Something without a day, as a unit's own page, never ages. */
export function stateOf(
  found: { readonly count: number; readonly newest: CivilDate | null },
  declared: boolean,
  renewDays: number | null,
  today: CivilDate,
): ItemState {
  if (found.count === 0) return declared ? 'declared' : 'missing'
  if (renewDays === null || found.newest === null) return 'published'
  return daysBetween(found.newest, today) > renewDays ? 'stale' : 'published'
}

/**
 * 第二十条第（二）项 is no list of documents: what an agency does, where and when, and how it is reached, last looked at
 * when its guide was confirmed. Undefined of every other item.
 */
export function agencyCount(
  unit: Pick<UnitFacts, 'functions' | 'address' | 'office_hours' | 'phone'>,
  code: string,
  guide: { readonly confirmed_on: CivilDate | null } | undefined,
): { count: number; newest: CivilDate | null } | undefined {
  if (code !== AGENCIES) return undefined
  const said = [unit.functions, unit.address, unit.office_hours, unit.phone].every(
    (part) => part.trim() !== '',
  )
  return { count: said ? 1 : 0, newest: said ? (guide?.confirmed_on ?? null) : null }
}

/** Why a declaration no longer holds, or undefined while it does. */
export function endOfDeclaration(
  declaration: { readonly expires_on: CivilDate },
  count: number,
  today: CivilDate,
): 'published' | 'expired' | undefined {
  if (count > 0) return 'published'
  return today > declaration.expires_on ? 'expired' : undefined
}

export interface Standing {
  readonly count: number
  readonly declared: boolean
}

/** A unit says of items that it has no such information: of what it must publish, and where nothing stands. */
export function decideDeclaration(
  asked: DeclarationBody,
  unit: { readonly kind: string; readonly closed_on: CivilDate | null },
  standing: ReadonlyMap<string, Standing>,
  today: CivilDate,
): Decision<{ items: readonly string[]; reason: string; expiresOn: CivilDate }> {
  const issues: Issue[] = []
  const reason = asked.reason.trim()
  const own = new Set(itemsFor(unit.kind).map((item) => item.code))
  if (unit.closed_on !== null) issues.push(issue('items', 'unit_is_closed'))
  for (const code of asked.items) {
    const label = findItem(code)?.label ?? code
    if (!own.has(code)) issues.push(issue('items', 'not_of_this_unit', { item: label }))
    else if ((standing.get(code)?.count ?? 0) > 0)
      issues.push(issue('items', 'something_published', { item: label }))
    else if (standing.get(code)?.declared) issues.push(issue('items', 'already_declared', { item: label }))
  }
  if (reason === '') issues.push(issue('reason', 'required'))
  else if (reason.length < 10) issues.push(issue('reason', 'reason_too_short', { min: 10 }))
  return decide(issues, { items: asked.items, reason, expiresOn: addDays(today, DECLARATION_DAYS) })
}

/** Contacts of the unit, as far as a guide must name them. */
export interface UnitFacts {
  readonly name: string
  readonly address: string
  readonly office_hours: string
  readonly phone: string
  readonly fax: string
  readonly email: string
  readonly postcode: string
  readonly functions: string
}

export const factLabels: Readonly<Record<keyof UnitFacts, string>> = {
  name: '机构名称',
  address: '办公地址',
  office_hours: '办公时间',
  phone: '联系电话',
  fax: '传真号码',
  email: '电子邮箱',
  postcode: '邮政编码',
  functions: '机关职能',
}

export function factsOf(unit: UnitFacts): UnitFacts {
  const { name, address, office_hours, phone, fax, email, postcode, functions } = unit
  return { name, address, office_hours, phone, fax, email, postcode, functions }
}

export const emptyText: GuideText = {
  office: '',
  address: '',
  hours: '',
  phone: '',
  fax: '',
  online: '',
  arrangement: '',
  ways: '',
  supervision: '',
  notes: '',
}

/** Whom the public turns to: what the guide says, and the unit's own where it says nothing. */
export function contactsOf(text: GuideText, unit: UnitFacts) {
  return {
    office: text.office,
    address: text.address || unit.address,
    hours: text.hours || unit.office_hours,
    phone: text.phone || unit.phone,
    fax: text.fax || unit.fax,
    online: text.online || unit.email,
  }
}

export type Contact = keyof ReturnType<typeof contactsOf>

/** 政府信息公开条例 第十二条第二款: whom a guide must name. Classes, arrangement and ways are made from the catalogue itself. */
export const contactLabels: Readonly<Record<Contact, string>> = {
  office: '政府信息公开工作机构的名称',
  address: '办公地址',
  hours: '办公时间',
  phone: '联系电话',
  fax: '传真号码',
  online: '互联网联系方式',
}

export function missingOf(text: GuideText, unit: UnitFacts): Contact[] {
  const contacts = contactsOf(text, unit)
  return (Object.keys(contactLabels) as Contact[]).filter((part) => contacts[part].trim() === '')
}

/** What of the unit's data is no longer as it was confirmed. */
export function changesOf(confirmed: unknown, unit: UnitFacts): (keyof UnitFacts)[] {
  if (typeof confirmed !== 'object' || confirmed === null) return []
  const before = confirmed as Partial<Record<keyof UnitFacts, unknown>>
  return (Object.keys(factLabels) as (keyof UnitFacts)[]).filter((fact) => before[fact] !== unit[fact])
}

export interface GuideStanding {
  readonly version: number
  readonly confirmed_version: number | null
  readonly yellow_on: CivilDate | null
  readonly due_on: CivilDate | null
}

/** How a guide stands; one that has changed since asks for its confirmation before the year is over. */
export function guideStateOf(guide: GuideStanding, changed: boolean, today: CivilDate): GuideState {
  if (guide.confirmed_version === null || guide.due_on === null || guide.yellow_on === null)
    return 'unconfirmed'
  if (today > guide.due_on) return 'expired'
  if (changed || guide.version !== guide.confirmed_version) return 'changed'
  return today >= guide.yellow_on ? 'soon' : 'confirmed'
}

export function decideGuide(asked: GuideText, before: GuideText): Decision<GuideText> {
  const parts = Object.keys(emptyText) as (keyof GuideText)[]
  const text = Object.fromEntries(parts.map((part) => [part, asked[part].trim()])) as unknown as GuideText
  const issues: Issue[] = []
  if (parts.every((part) => text[part] === before[part])) issues.push(issue('guide', 'nothing_changed'))
  return decide(issues, text)
}

/** The unit stands for its guide: nothing that the article asks for may be missing, nothing unread be confirmed. */
export function decideConfirmation(
  text: GuideText,
  unit: UnitFacts & { readonly closed_on: CivilDate | null },
): Decision<true> {
  const issues = missingOf(text, unit).map((part) =>
    issue(part, 'guide_part_missing', { part: contactLabels[part] }),
  )
  if (unit.closed_on !== null) issues.push(issue('guide', 'unit_is_closed'))
  return decide(issues, true)
}

const SLUG = /^[a-z0-9][a-z0-9-]*$/

/** A city's own setting; a column that counts already by declaration is not written twice. */
export function decideItemSetting(
  asked: ItemSettingBody,
  declared: readonly string[],
  existing: ReadonlySet<string>,
): Decision<ItemSettingBody> {
  const channels = [...new Set(asked.channels.map((slug) => slug.trim()).filter(Boolean))]
  const issues = channels.flatMap((slug) => {
    if (!SLUG.test(slug)) return [issue('channels', 'slug_form')]
    return existing.has(slug) ? [] : [issue('channels', 'no_such_channel', { slug })]
  })
  return decide(issues, {
    renewDays: asked.renewDays,
    channels: channels.filter((one) => !declared.includes(one)),
  })
}
