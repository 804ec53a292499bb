import { randomUUID } from 'node:crypto'
import {
  APPLICANT_KINDS,
  DELIVERY_WAYS,
  IDENTITY_KINDS,
  MOST_ITEMS,
  WANTED_FORMS,
  type Application,
  type WantedItem,
} from '../../contract/intake.ts'

/** A form as it travels: every field is text, and it comes back as it was sent. */
export type FormValues = Readonly<Record<string, string>>

const PERSON = [
  'unit',
  'applicantKind',
  'name',
  'representative',
  'identityKind',
  'identityNumber',
  'phone',
  'email',
  'address',
  'wantedForm',
  'wantedWay',
] as const
const ITEM = ['wantedTitle', 'wantedNumber', 'description'] as const

export const DEFAULTS: FormValues = {
  applicantKind: 'natural',
  identityKind: 'citizen_id',
  wantedForm: 'electronic',
  wantedWay: 'online',
}

export const furtherName = (index: number, name: (typeof ITEM)[number]) => `further.${index}.${name}`

/** How many further things the form asks for. */
export function countFurther(values: FormValues): number {
  const count = Number(values['furtherCount'])
  return Number.isInteger(count) && count > 0 ? Math.min(count, MOST_ITEMS) : 0
}

function itemOf(values: FormValues, nameOf: (name: (typeof ITEM)[number]) => string): WantedItem {
  const text = (name: (typeof ITEM)[number]) => values[nameOf(name)] ?? ''
  return {
    wantedTitle: text('wantedTitle'),
    wantedNumber: text('wantedNumber'),
    description: text('description'),
  }
}

export function furtherOf(values: FormValues): WantedItem[] {
  return Array.from({ length: countFurther(values) }, (_, index) =>
    itemOf(values, (name) => furtherName(index, name)),
  )
}

function withFurther(values: FormValues, further: readonly WantedItem[]): FormValues {
  const kept = Object.entries(values).filter(([name]) => !name.startsWith('further.'))
  const items = further.flatMap((item, index) =>
    ITEM.map((name) => [furtherName(index, name), item[name]] as const),
  )
  return Object.fromEntries([...kept, ['furtherCount', String(further.length)], ...items])
}

/** One more row, as long as one form may ask for more. */
export function addRow(values: FormValues): FormValues {
  const further = furtherOf(values)
  if (further.length + 1 >= MOST_ITEMS) return values
  return withFurther(values, [...further, { wantedTitle: '', wantedNumber: '', description: '' }])
}

export function removeRow(values: FormValues, index: string): FormValues {
  return withFurther(
    values,
    furtherOf(values).filter((_, place) => String(place) !== index),
  )
}

/** Every field of the form with its text, to be carried on unseen. */
export function carried(values: FormValues): [string, string][] {
  const further = Array.from({ length: countFurther(values) }, (_, index) =>
    ITEM.map((name) => furtherName(index, name)),
  )
  return ['formKey', 'furtherCount', ...PERSON, ...ITEM, ...further.flat()].map((name) => [
    name,
    values[name] ?? '',
  ])
}

/** The key by which a form sent twice is known; one that is not ours is replaced. */
export function formKeyOf(form: FormValues): string {
  const key = form['formKey'] ?? ''
  return /^[0-9a-f-]{36}$/.test(key) ? key : randomUUID()
}

function oneOf<T extends string>(choices: readonly T[], text: string | undefined, otherwise: T): T {
  return choices.find((choice) => choice === text) ?? otherwise
}

/** The form as an application; what is too long or wrong is said by its rule, not cut off here. */
export function applicationOf(form: FormValues): Application {
  const text = (name: string) => form[name] ?? ''
  return {
    applicantKind: oneOf(APPLICANT_KINDS, form['applicantKind'], 'natural'),
    name: text('name'),
    representative: text('representative'),
    identityKind: oneOf(IDENTITY_KINDS, form['identityKind'], 'citizen_id'),
    identityNumber: text('identityNumber'),
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
    ...itemOf(form, (name) => name),
    wantedForm: oneOf(WANTED_FORMS, form['wantedForm'], 'electronic'),
    wantedWay: oneOf(DELIVERY_WAYS, form['wantedWay'], 'online'),
  }
}
