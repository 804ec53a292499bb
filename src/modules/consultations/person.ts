import type { Secrets } from '#platform/secrets.ts'
import type { PrivateWord } from '#kernel/declaration/index.ts'
import type { Question } from './contract.ts'
import type { NewConsultation, PersonRow } from './store.ts'

type Person = Pick<Question, 'name' | 'phone' | 'email'>

const PURPOSE = 'consultations.person'

/** Who asked, as it is kept; null where nothing was given. */
export function sealPerson(secrets: Secrets, { name, phone, email }: Person): NewConsultation['person'] {
  if (name + phone + email === '') return null
  const seal = (text: string) => (text === '' ? null : secrets.seal(PURPOSE, text))
  return { name_sealed: seal(name), phone_sealed: seal(phone), email_sealed: seal(email) }
}

export function openPerson(secrets: Secrets, row: PersonRow): Person {
  const open = (sealed: Buffer | null) => (sealed === null ? '' : secrets.open(PURPOSE, sealed))
  return { name: open(row.name_sealed), phone: open(row.phone_sealed), email: open(row.email_sealed) }
}

/** As who only reads it sees them. */
export function outlinePerson({ name, phone, email }: Person): Person {
  const hidden = (text: string) => (text === '' ? '' : '＊＊＊')
  return { name: name === '' ? '' : `${name.slice(0, 1)}＊＊`, phone: hidden(phone), email: hidden(email) }
}

/** The words that must not appear in anything made public of it. */
export function privateWordsOf({ name, phone, email }: Person): PrivateWord[] {
  const words: readonly PrivateWord[] = [
    { kind: 'name', word: name },
    { kind: 'phone', word: phone },
    { kind: 'email', word: email },
  ]
  return words.filter(({ word }) => word !== '')
}
