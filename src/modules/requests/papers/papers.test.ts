import { expect, test } from 'vitest'
import { fillBody } from '#kernel/papers/index.ts'
import { findForm, outcomes } from '../kinds/outcomes.ts'
import { requestTemplates } from './notices.ts'

const byName = new Map(requestTemplates.map((one) => [one.name, one]))
const samples = (fields: readonly { readonly name: string; readonly sample?: string }[]) =>
  Object.fromEntries(fields.map((field) => [field.name, field.sample]))

test('every way of answering has its letter, and what is no longer handled its notice', () => {
  expect(byName.size).toBe(requestTemplates.length)
  for (const outcome of outcomes) {
    if (outcome.byStep) continue
    for (const form of outcome.forms) {
      const answer = byName.get(form.template)
      expect(answer, form.code).toBeDefined()
      expect(answer?.mustContain).toEqual(expect.arrayContaining(['ground', 'remedy']))
      expect(answer?.mustContain.includes('reason'), form.code).toBe(outcome.code !== 'C1')
    }
  }
  expect(byName.get('requests.ended')?.mustContain).toEqual(['reason', 'ground', 'remedy'])
})

test.each(requestTemplates.map((one) => [one.name, one] as const))(
  '%s reads whole with everything filled, and with no more than it must contain',
  (_name, template) => {
    const all = fillBody(template.body, samples(template.fields))
    expect(all.empty).toEqual([])
    expect(all.text).not.toMatch(/[{}]|。。|，。|：，/)
    const needed = template.fields.filter(
      ({ name }) => template.mustContain.includes(name) || ['number', 'receivedOn', 'wanted'].includes(name),
    )
    const least = fillBody(template.body, samples(needed))
    expect(least.empty).toEqual([])
    expect(least.text).not.toMatch(/[{}]|。。|，。|：，|“”|（）/)
  },
)

test('a third party and another office are not told who asked', () => {
  for (const name of ['requests.third_party', 'requests.joint_maker', 'requests.third_party_told'])
    expect(byName.get(name)?.body).not.toContain('{{applicant}}')
})

test('each letter names its article', () => {
  for (const { name, cites } of requestTemplates) expect(cites, name).toMatch(/第.+条|国办/)
})

test('a way of answering is known by its code, with its outcome', () => {
  expect(findForm('C4.1.elsewhere')?.outcome.code).toBe('C4.1')
  expect(findForm('C9')).toBeUndefined()
})
