import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  addStaff,
  createContext,
  csrfMatches,
  findSession,
  grantRole,
  hashPassword,
  publicActor,
  signIn,
  signOut,
  systemActor,
} from './index.ts'

const NOON = new Date('2026-03-10T04:00:00Z')
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)
const at = (now: Date) => createContext(database.db, publicActor, now)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const passwordHash = await hashPassword('the right password')
  await sql`insert into organisation.unit (id, code, name, short_name, kind) values (1, 'city', '市', '市', 'city')`.execute(
    database.db,
  )
  await sql`insert into organisation.unit (id, code, name, short_name, kind, parent_id) values (2, 'one', '局', '局', 'department', 1)`.execute(
    database.db,
  )
  await database.db.transaction().execute(async (tx) => {
    for (const login of ['officer', 'guessed', 'leaver']) {
      const staffId = await addStaff(tx, systemActor, { login, name: login, passwordHash })
      await grantRole(tx, systemActor, { staffId, role: 'disclosure_officer', unitId: 1, covers: 'subtree' })
    }
  })
})
afterAll(() => database.close())

describe('signing in', () => {
  test('opens a session that reaches every unit of the subtree, and closes with sign-out', async () => {
    const { token, session } = await signIn(at(NOON), 'officer', 'the right password')
    expect(session.actor.grants[0]?.unitIds).toEqual(new Set([1, 2]))
    expect(await findSession(database.db, token, later(1))).toMatchObject({ staff: { login: 'officer' } })
    await signOut(at(NOON), token)
    expect(await findSession(database.db, token, later(1))).toBeUndefined()
  })

  test('the table holds no cookie that would open a session', async () => {
    const { token } = await signIn(at(NOON), 'officer', 'the right password')
    const { rows } = await sql<{
      hit: boolean
    }>`select token_hash = ${Buffer.from(token)} as hit from identity.session`.execute(database.db)
    expect(rows.some((row) => row.hit)).toBe(false)
  })

  test('a session ends after a working day, and with its owner', async () => {
    const { token } = await signIn(at(NOON), 'leaver', 'the right password')
    expect(await findSession(database.db, token, later(13 * 60))).toBeUndefined()
    await sql`update identity.staff set disabled_at = now() where login = 'leaver'`.execute(database.db)
    expect(await findSession(database.db, token, later(1))).toBeUndefined()
    await expect(signIn(at(NOON), 'leaver', 'the right password')).rejects.toMatchObject({
      code: 'wrong_login',
    })
  })

  test('an unknown login and a wrong password are refused alike', async () => {
    await expect(signIn(at(NOON), 'nobody', 'the right password')).rejects.toMatchObject({
      code: 'wrong_login',
      status: 401,
    })
    await expect(signIn(at(NOON), 'officer', 'another password')).rejects.toMatchObject({
      code: 'wrong_login',
      status: 401,
    })
  })

  test('after eight wrong passwords the account rests, even for the right one, and then opens', async () => {
    for (let guess = 0; guess < 8; guess += 1)
      await expect(signIn(at(NOON), 'guessed', `guess ${guess}`)).rejects.toThrow()
    await expect(signIn(at(later(1)), 'guessed', 'the right password')).rejects.toMatchObject({
      code: 'login_locked',
      status: 429,
    })
    await expect(signIn(at(later(16)), 'guessed', 'the right password')).resolves.toMatchObject({
      session: { staff: { login: 'guessed' } },
    })
  })

  test('only the session’s own token lets a write pass', async () => {
    const { session } = await signIn(at(NOON), 'officer', 'the right password')
    expect(csrfMatches(session, session.csrfToken)).toBe(true)
    for (const sent of [undefined, '', 'x', `${session.csrfToken}x`])
      expect(csrfMatches(session, sent)).toBe(false)
  })
})
