import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { connect, type Database } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { openCase } from '#kernel/cases/index.ts'
import { startClock } from '#kernel/clock/index.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import {
  createContext,
  hashPassword,
  publicActor,
  roles,
  systemActor,
  type Role,
} from '#kernel/identity/index.ts'
import { addRow } from '#kernel/registers/index.ts'
import { registers } from '#modules/powers/index.ts'
import { createDraft, submit } from '#modules/publishing/index.ts'
import { addChannel, addSite } from '#modules/sites/index.ts'
import { tell } from '#modules/messages/index.ts'
import { openRemedy } from '#modules/remedies/index.ts'
import { submitApplication } from '#modules/requests/index.ts'
import { addItem, openTopic } from '#modules/topics/index.ts'
import { createApp, type App } from './app.ts'
import { cohandlingClock } from './modules/casework/kinds.ts'
import { emptyText } from './modules/disclosure/rules.ts'
import { defaultPolicy } from './modules/requests/kinds/policy.ts'
import { disclosureRequest } from './modules/requests/kinds/procedure.ts'
import { buildCity, TODAY, type SmallCity } from './testing/city.ts'
import {
  consultationFixture,
  consultationForms,
  consultationLists,
  consultationQueries,
} from './testing/routes/consultations.ts'

const PASSWORD = 'a password of these tests'
const filesFolder = mkdtempSync(join(tmpdir(), 'mingjing-files-'))
const services = {
  publicUrl: 'http://localhost',
  files: folderStore(filesFolder),
  secrets: createSecrets(Buffer.alloc(32, 7)),
  mailer: folderMailer(join(filesFolder, 'mail'), 'test@localhost'),
  texter: folderTexter(join(filesFolder, 'sms')),
}

let held: TestDatabase
let database: Database
let city: SmallCity
let app: App
const sessions = new Map<string, { cookie: string; csrf: string }>()

beforeAll(async () => {
  held = await testDatabase()
  database = connect(held.url)
  city = await buildCity(database.db)
  app = await createApp({
    database,
    databaseUrl: held.url,
    now: () => TODAY,
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    ...services,
  })
  await app.server.ready()
  const hash = await hashPassword(PASSWORD)
  for (const role of roles) {
    for (const unit of ['one', 'other'] as const) {
      const { actor } = await city.as(role, city[unit])
      await sql`update identity.staff set password_hash = ${hash} where id = ${actor.staffId}`.execute(
        database.db,
      )
      const { rows } = await sql<{
        login: string
      }>`select login from identity.staff where id = ${actor.staffId}`.execute(database.db)
      sessions.set(`${role} ${unit}`, await signIn(rows[0]?.login ?? ''))
    }
  }
})
afterAll(async () => {
  await app.close()
  await database.close()
  await held.close()
  rmSync(filesFolder, { recursive: true, force: true })
})

async function signIn(login: string): Promise<{ cookie: string; csrf: string }> {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password: PASSWORD },
  })
  const cookie = answer.cookies[0]
  return { cookie: `${cookie?.name}=${cookie?.value}`, csrf: answer.json<{ csrfToken: string }>().csrfToken }
}

/** A topic of the unit `one` with an item that it answers for. */
async function makeTopic(number: number): Promise<{ topicId: number; itemId: number }> {
  const officer = await city.as('disclosure_officer')
  const body = { ...topicBody, unitId: city.one.id, slug: `t${number}` }
  const topicId = valueOf(await openTopic(officer, body))
  return { topicId, itemId: valueOf(await addItem(officer, topicId, itemBody())) }
}

const topicBody = { slug: 'new', title: '专题', introduction: '', position: 0, rhythmDays: 30 }
const itemBody = () => ({
  heading: '板块',
  goal: '任务',
  unitId: city.one.id,
  furtherUnitIds: [],
  dueOn: civilDate('2026-12-31'),
  source: '',
  sourceDocumentId: null,
})

/** Around a case of the unit `one`: a note, a deputy, a view, and a co-handling that the city asks of it. */
async function makeCasework(caseId: number, staffId: number | null) {
  const id = async (query: RawBuilder<{ id: number }>) => (await query.execute(database.db)).rows[0]?.id ?? 0
  const asker = await city.as('drafter', city.city)
  const asked = await asker.transaction((tx) =>
    openCase(tx, asker, disclosureRequest, {
      unitId: city.city.id,
      unitCode: 'city',
      state: 'submitted',
      on: asker.today,
    }),
  )
  const cohandlingId = await id(sql`
    insert into casework.cohandling (case_id, asking_unit_id, unit_id, question, working_days, asked_by, asked_on)
    values (${asked.id}, ${city.city.id}, ${city.one.id}, '问', 5, ${asker.actor.staffId}, '2026-03-10') returning id`)
  await asker.transaction((tx) =>
    startClock(tx, cohandlingClock, {
      subject: `cohandling:${cohandlingId}`,
      unitId: city.one.id,
      on: asker.today,
    }),
  )
  return {
    cohandlingId,
    noteId: await id(sql`
      insert into casework.note (case_id, staff_id, text, written_at)
      values (${caseId}, ${staffId}, '话', ${TODAY}) returning id`),
    deputyId: await id(sql`
      insert into casework.deputy (from_staff, to_staff, from_on, reason)
      values (${staffId}, ${asker.actor.staffId}, '2026-05-01', '病') returning id`),
    viewId: await id(sql`
      insert into casework.saved_view (staff_id, list, name, search, position)
      values (${staffId}, 'requests', '红', '', 1) returning id`),
  }
}

const decisionBody = {
  result: 'upheld',
  decidedOn: '2026-03-10',
  servedOn: '2026-03-10',
  decisionNumber: '一',
  note: '',
  measure: null,
  redo: null,
}

/** A reconsideration of the unit `one`. */
const remedyBody = (number: number) => ({
  kind: 'reconsideration' as const,
  unitId: city.one.id,
  subject: null,
  about: 'other' as const,
  summary: '不服',
  sameApplicant: false,
  applicant: '某人',
  organ: '试验市人民政府',
  organUnitId: null,
  fileNumber: `复议〔2026〕${number}号`,
  receivedOn: civilDate('2026-03-09'),
  acceptedOn: null,
  afterReview: false,
  reviewId: null,
})

const answerBody = {
  outcome: 'C1',
  form: 'C1.provided',
  reason: '',
  content: 'x',
  details: {},
  withheld: [],
  corrects: false,
}

interface Fixture {
  readonly params: Readonly<Record<string, string | number>>
  readonly bodies: Readonly<Record<string, object>>
}

/** One of everything, of the unit `one`, made anew so that a route may use it up. */
async function makeFixture(): Promise<Fixture> {
  const drafter = await city.as('drafter')
  const draft = {
    kind: 'official',
    title: '权限试验',
    documentNumber: null,
    writtenOn: civilDate('2026-03-01'),
    effectiveOn: null,
    topic: '02',
    genre: '08',
    attribute: 'proactive' as const,
    attributeGround: null,
    attributeReason: null,
    keywords: [],
    summary: '',
    bodyHtml: '<p>正文</p>',
    channelIds: [city.channelId],
  }
  const ask = async () => {
    const made = await createDraft(drafter, { ...draft, unitId: city.one.id })
    if (!made.ok) throw new Error('no draft')
    return made.value
  }
  const documentId = await ask()
  const reviewed = await ask()
  const row = await getDocument(database.db, reviewed)
  const basedOn = (await getVersion(database.db, reviewed, row.version)).content_hash.toString('hex')
  await submit(drafter, folderStore(filesFolder), reviewed, { basedOn, opinion: '拟主动公开' })
  const review = await sql<{ id: number }>`select max(id) as id from review.process`.execute(database.db)
  const application = {
    applicantKind: 'natural' as const,
    name: '某人',
    representative: '',
    identityKind: 'citizen_id' as const,
    identityNumber: '11010519491231002X',
    phone: '0980-5550000',
    email: '',
    address: '',
    wantedTitle: '某文件',
    wantedNumber: '',
    description: '',
    wantedForm: 'paper' as const,
    wantedWay: 'pickup' as const,
  }
  const receipt = await submitApplication(
    createContext(database.db, publicActor, TODAY),
    services,
    city.one.id,
    application,
    crypto.randomUUID(),
  )
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.issues))
  const system = createContext(database.db, systemActor, TODAY)
  await system.transaction((tx) =>
    tell(tx, system, services, {
      to: { email: 'a@mail.example' },
      subject: '已登记',
      text: '已登记',
      about: `request:${receipt.value.id}`,
    }),
  )
  const message = await sql<{ id: number }>`select max(id) as id from messages.outbox`.execute(database.db)
  const registerRow = await database.db.transaction().execute((tx) =>
    addRow(tx, registers.fees, {
      unitId: city.one.id,
      occurredOn: civilDate('2026-01-05'),
      data: { item: '费', amountFen: 100 },
      enteredBy: null,
    }),
  )
  await sql`
    insert into disclosure.declaration (unit_id, item, reason, declared_on, expires_on)
    values (${city.one.id}, 'R20-09', '本机关没有集中采购项目', '2026-03-01', '2027-03-01') on conflict do nothing`.execute(
    database.db,
  )
  const declaration = await sql<{ id: number }>`
    select id from disclosure.declaration where unit_id = ${city.one.id} and ended_on is null`.execute(
    database.db,
  )
  const { siteId, channelId } = await database.db.transaction().execute(async (tx) => {
    const site = { slug: `s${documentId}`, name: '一局网站', unitId: city.one.id }
    const made = await addSite(tx, systemActor, site)
    const column = { slug: 'x', name: '栏目', kind: '栏目', description: '', parentId: null, position: 0 }
    return { siteId: made, channelId: await addChannel(tx, systemActor, { ...column, siteId: made }) }
  })
  const siteBody = {
    name: '一局',
    theme: 'blue',
    tagline: '',
    phone: '',
    idCode: '',
    icpNumber: '',
    policeNumber: '',
  }
  const column = { slug: 'y', name: '栏目', kind: '', description: '', keywords: '' }
  const { topicId, itemId } = await makeTopic(documentId)
  const staff = await city.as('inspector')
  const { rows: issues } = await sql<{ id: number }>`
    insert into gazette.issue (unit_id, year, number, total_number, name)
    values (${city.one.id}, 2000 + ${documentId}::int / 90, 1 + ${documentId}::int % 90, ${documentId}, '公报') returning id`.execute(
    database.db,
  )
  const { rows: words } = await sql<{ id: number }>`
    insert into checking.lexicon (wrong, right_form, kind) values (${`错词 ${documentId}`}, '对词', 'error') returning id`.execute(
    database.db,
  )
  const askedLegality = await sql<{ id: number }>`
    insert into legality.opinion (document_id, unit_id, content_hash, asked_by, basis, no_consultation)
    values (${documentId}, ${city.one.id}, decode(repeat('00', 32), 'hex'), ${drafter.actor.staffId}, '{法}', '无') returning id`.execute(
    database.db,
  )
  const round = await sql<{ id: number }>`
    insert into normative.cleanup (unit_id, title, basis, due_on, opened_on)
    values (${city.one.id}, '清理', '依据', '2026-06-01', '2026-03-01') returning id`.execute(database.db)
  await sql`insert into normative.cleanup_unit (cleanup_id, unit_id) values (${round.rows[0]?.id}, ${city.one.id})`.execute(
    database.db,
  )
  const casework = await makeCasework(receipt.value.id, drafter.actor.staffId)
  const redaction = await makeRedaction(receipt.value.id)
  const consultation = await consultationFixture(city, documentId, drafter.actor.staffId ?? 0)
  const register = { party: '某公司', documentNumber: '一号', content: '准予' }
  return {
    params: {
      topicId,
      itemId,
      topicSlug: `t${documentId}`,
      documentId,
      attachmentId: 1,
      lineage: 1,
      issueId: issues[0]?.id ?? 0,
      lineId: 1,
      wordId: words[0]?.id ?? 0,
      opinionId: askedLegality.rows[0]?.id ?? 0,
      cleanupId: round.rows[0]?.id ?? 0,
      number: 1,
      version: 1,
      reviewId: review.rows[0]?.id ?? 0,
      requestId: receipt.value.id,
      remedyId: valueOf(
        await openRemedy(await city.as('disclosure_officer'), services, remedyBody(documentId)),
      ),
      paperId: 1,
      round: 1,
      format: 'pdf',
      caseId: receipt.value.id,
      ...casework,
      messageId: message.rows[0]?.id ?? 0,
      // Of somebody else, whoever asks.
      noticeId: 1,
      purpose: 'requests.apply',
      position: 1,
      unitId: city.one.id,
      staffId: staff.actor.staffId ?? 0,
      role: 'inspector',
      register: 'powers.permits',
      rowId: registerRow.id,
      unitCode: 'one',
      year: 2025,
      cell: '3.A.1',
      slug: 'news',
      site: 'main',
      siteId,
      findingKey: '0'.repeat(24),
      channelId,
      part: 'catalogue',
      declarationId: declaration.rows[0]?.id ?? 0,
      item: 'R20-09',
      name: 'x',
      token: 'x',
      template: 'requests.receipt',
      page: 1,
      ...redaction,
      ...consultation.params,
    },
    bodies: {
      ...consultation.bodies,
      'POST /session': { login: 'nobody', password: 'nothing' },
      'POST /setup': { token: 'x', cityName: 'x', login: 'xx', name: 'x', password: 'x'.repeat(12) },
      'POST /units': {
        code: `u${documentId}`,
        name: '新',
        shortName: '新',
        kind: 'department',
        parentId: city.one.id,
        divisionCode: null,
        creditCode: null,
      },
      'POST /staff': {
        login: `p${documentId}`,
        name: '新',
        password: 'x'.repeat(12),
        unitId: city.one.id,
        role: 'drafter',
      },
      'POST /staff/:staffId/grants': { role: 'drafter', unitId: city.one.id, covers: 'unit' },
      'POST /documents': { ...draft, unitId: city.one.id },
      'PUT /documents/:documentId': { ...draft, basedOn: 'x' },
      'POST /documents/:documentId/submissions': { basedOn: 'x', opinion: 'x' },
      'PUT /documents/:documentId/schedule': { publishAt: null },
      'POST /documents/:documentId/masks': { key: '0'.repeat(24), basedOn: 'x' },
      'PUT /documents/:documentId/findings/:findingKey': { note: '已同意公开' },
      'POST /documents/:documentId/endings': {
        state: 'repealed',
        on: '2026-03-10',
        reason: 'x',
        replacedById: null,
      },
      'POST /documents/:documentId/emergency': { basedOn: 'x', reason: 'x' },
      'POST /documents/:documentId/confirmations': { contentHash: 'x', opinion: 'x' },
      'PUT /documents/:documentId/interpretation': { reason: 'x' },
      'POST /reviews/:reviewId/signatures': {
        decision: 'approved',
        opinion: 'x',
        contentHash: 'x',
        attribute: 'proactive',
      },
      'PUT /units/:unitId/review-chain': { steps: ['drafter', 'secrecy_reviewer'] },
      'POST /requests': {
        ...application,
        unitId: city.one.id,
        receiptWay: 'in_person',
        arrivedOn: '2026-03-09',
        confirmedOn: null,
      },
      'POST /requests/:requestId/registrations': { confirmedOn: '2026-03-10' },
      'POST /remedies': remedyBody(-documentId),
      'POST /remedies/:remedyId/replies': { repliedOn: '2026-03-10' },
      'POST /remedies/:remedyId/decisions': decisionBody,
      'POST /remedies/:remedyId/corrections': { ...decisionBody, reason: 'x' },
      'POST /remedies/:remedyId/redone': { doneOn: '2026-03-10' },
      'POST /remedies/:remedyId/instances': {
        level: 'second',
        broughtBy: 'applicant',
        organ: '法院',
        fileNumber: '一',
        receivedOn: '2026-03-10',
      },
      'POST /remedies/:remedyId/remands': {
        decidedOn: '2026-03-10',
        decisionNumber: '一',
        note: '',
        organ: '法院',
        fileNumber: '一',
        receivedOn: '2026-03-10',
      },
      'POST /remedies/:remedyId/organ-limit': { acceptedOn: '2026-03-10', extendedDays: 0 },
      'PUT /remedies/:remedyId/organ-limit': { acceptedOn: '2026-03-10', extendedDays: 0 },
      'POST /remedies/:remedyId/annulments': { reason: 'x' },
      'POST /units/:unitId/remedy-limits': {
        limit: 'remedies.reply',
        from: '2026-03-11',
        days: 10,
        dayKind: 'calendar',
        cites: '规定',
      },
      'PUT /units/:unitId/remedy-limits': {
        limit: 'remedies.reply',
        from: '2026-03-11',
        days: 10,
        dayKind: 'calendar',
        cites: '规定',
      },
      'POST /requests/:requestId/abandonments': {},
      'POST /requests/:requestId/reasons-passings': {},
      'POST /requests/:requestId/lapses': {},
      'POST /requests/:requestId/closures': {},
      'POST /requests/:requestId/consultations/:opinionId/silences': {},
      'POST /requests/:requestId/transfers': { unitId: city.city.id, reason: 'x' },
      'POST /requests/:requestId/discards': { why: 'sent_twice', words: 'x' },
      'POST /requests/:requestId/corrections': { missing: 'x', dueOn: '2026-03-30' },
      'POST /requests/:requestId/correction-replies': {
        receivedOn: '2026-03-10',
        reply: 'x',
        wantedTitle: 'x',
        wantedNumber: '',
        description: '',
      },
      'POST /requests/:requestId/reasons': { why: 'x', dueOn: '2026-03-30' },
      'POST /requests/:requestId/reasons-replies': { receivedOn: '2026-03-10', reply: 'x', reasonable: true },
      'POST /requests/:requestId/delays': { days: 5, reason: 'x' },
      'POST /requests/:requestId/consultations': {
        kind: 'third_party',
        addressee: 'x',
        question: 'x',
        sentOn: '2026-03-10',
      },
      'POST /requests/:requestId/consultations/:opinionId/deliveries': { deliveredOn: '2026-03-10' },
      'POST /requests/:requestId/consultations/:opinionId/opinions': {
        answeredOn: '2026-03-10',
        opinion: 'agrees',
        words: '',
        reasonable: null,
      },
      'POST /requests/:requestId/extensions': { days: 5, reason: 'x' },
      'POST /requests/:requestId/fees': { basis: 'items', pages: null, where: 'x' },
      'POST /requests/:requestId/payments': { paidOn: '2026-03-10' },
      'POST /requests/:requestId/returns': { opinion: 'x' },
      'POST /requests/:requestId/signatures': { revision: 1 },
      'POST /requests/:requestId/withdrawals': { words: 'x' },
      'POST /requests/:requestId/redos': {
        orderedBy: 'own',
        reason: 'x',
        orderedOn: '2026-03-10',
        days: null,
      },
      'POST /requests/:requestId/outcome-corrections': { outcome: 'C2', reason: 'x' },
      'POST /requests/:requestId/spot-answers': { ...answerBody, proof: '' },
      'POST /requests/:requestId/publications': { title: 'x', topic: '02', genre: '08', channelIds: [] },
      'PUT /requests/policy': { from: '2026-03-11', policy: defaultPolicy },
      'POST /requests/:requestId/answers': answerBody,
      'POST /requests/:requestId/deliveries': { way: 'pickup', deliveredOn: '2026-03-10', proof: '' },
      'POST /documents/:documentId/findings/:findingKey/dismissals': { reason: 'x' },
      'POST /lexicon': { wrong: `错词${documentId}`, right: '对词', kind: 'error', note: '' },
      'POST /lexicon/imports': { csv: '错词甲,对词' },
      'POST /documents/:documentId/legality': {
        contentHash: 'x',
        basis: ['法'],
        consultedFrom: null,
        consultedTo: null,
        noConsultation: '无',
        discussedOn: null,
        meeting: '',
      },
      'POST /legality/opinions/:opinionId/conclusions': {
        contentHash: 'x',
        conclusion: 'lawful',
        opinion: 'x',
        number: '',
      },
      'PUT /documents/:documentId/filing': {
        body: '局',
        number: '1',
        filedOn: '2026-03-10',
        result: 'accepted',
        remarks: '',
      },
      'PUT /units/:unitId/filing-limit': { from: '2026-03-10', days: 15, dayKind: 'working', cites: '规定' },
      'POST /cleanups': {
        unitId: city.one.id,
        title: '清理',
        basis: '依据',
        dueOn: '2026-06-01',
        writtenUntil: '2026-03-01',
      },
      'PUT /cleanups/:cleanupId/units/:unitId/decisions': { documentIds: [1], decision: 'keep', reason: '' },
      'POST /cleanups/:cleanupId/confirmations': { unitId: city.one.id },
      'POST /cleanups/:cleanupId/closings': { note: 'x' },
      'POST /gazette/issues': { unitId: city.one.id, year: 2025, number: 1, totalNumber: 1, name: '公报' },
      'PUT /gazette/issues/:issueId': { revision: 1, name: '公报', imprint: '', entries: [] },
      'POST /gazette/issues/:issueId/issuings': { revision: 1 },
      'POST /gazette/issues/:issueId/copies': {
        recipient: '馆',
        category: 'library',
        copies: 1,
        sentOn: '2026-03-10',
      },
      'POST /gazette/issues/:issueId/copies/:lineId/strikes': { reason: 'x' },
      'POST /casework/assignments': {
        caseIds: [receipt.value.id],
        staffId: drafter.actor.staffId,
        note: '',
      },
      'POST /casework/handovers': {
        fromStaffId: drafter.actor.staffId,
        toStaffIds: [drafter.actor.staffId],
        note: '',
      },
      'POST /casework/deputies': {
        fromStaffId: drafter.actor.staffId,
        toStaffId: staff.actor.staffId,
        fromOn: '2026-03-10',
        toOn: null,
        reason: 'x',
      },
      'POST /cases/:caseId/cohandlings': { unitIds: [city.other.id], question: 'x' },
      'POST /cohandlings/:cohandlingId/replies': { reply: 'x' },
      'PUT /units/:unitId/cohandling-limit': { from: '2026-03-10', days: 5, mostDays: 9, cites: '规定' },
      'POST /cases/:caseId/notes': { text: 'x', mentions: [] },
      'POST /saved-views': { list: 'requests', name: `v${documentId}`, search: '', unitId: null },
      'PUT /saved-views/order': { list: 'requests', ids: [] },
      'PUT /saved-views/:viewId': { name: 'x', unitId: null },
      'POST /topics': { ...topicBody, unitId: city.one.id, slug: `n${documentId}` },
      'PUT /topics/:topicId': { ...topicBody, slug: `u${documentId}`, basedOn: 1 },
      'PUT /topics/:topicId/sections': { sections: [] },
      'POST /topics/:topicId/items': itemBody(),
      'POST /topics/:topicId/imports': { csv: 'x' },
      'PUT /topic-items/:itemId': { ...itemBody(), basedOn: 1 },
      'POST /topic-items/:itemId/reports': {
        stage: 'under_way',
        percent: 10,
        done: 'x',
        reason: '',
        basedOn: 1,
      },
      'PUT /messages/setting': { keptDays: 30 },
      'POST /notices/readings': { upto: 1 },
      'POST /sites': { unitId: city.one.id, slug: `n${documentId}`, name: '新', withColumns: false },
      'PUT /sites/:siteId': { ...siteBody, hosts: [] },
      'PUT /sites/:siteId/blocks': { blocks: [] },
      'PUT /sites/:siteId/displays': { channelIds: [], seconds: 12 },
      'POST /sites/:siteId/closings': { on: '2026-05-01', notice: '并入' },
      'POST /sites/:siteId/moved': { path: '/a', target: '/b' },
      'POST /sites/:siteId/channels': { ...column, parentId: null },
      'PUT /channels/:channelId': column,
      'POST /channels/:channelId/moves': { parentId: null, beforeId: null },
      'PUT /disclosure/guides/:unitId': { ...emptyText, basedOn: 0, office: '办公室' },
      'POST /disclosure/guides/:unitId/confirmations': { version: 0 },
      'POST /disclosure/standing/:unitId/declarations': {
        items: ['R20-10'],
        reason: '没有重大建设项目审批职责',
      },
      'PUT /disclosure/items/:item': { renewDays: 90, channels: [] },
      'PUT /papers/units/:unitId/word': { word: '一局' },
      'POST /papers/units/:unitId/templates/:template/versions': {
        title: '回执',
        body: '{{number}}',
        basedOn: 0,
      },
      'POST /papers/units/:unitId/templates/:template/resets': { basedOn: 0 },
      'POST /papers/units/:unitId/templates/:template/previews': { title: '回执', body: '{{number}}' },
      'PUT /redaction/originals/:originalId/marks': { revision: 0, areas: [], ranges: [], words: [] },
      'POST /redaction/originals/:originalId/searches': { words: ['一'] },
      'POST /redaction/originals/:originalId/releases': { revision: 0 },
      'POST /registers/:register/rows': { unitId: city.one.id, occurredOn: '2026-03-09', data: register },
      'POST /registers/:register/rows/:rowId/revocations': { reason: 'x' },
    },
  }
}

/** A text found for a request, of which another one was released. */
async function makeRedaction(requestId: number): Promise<{ originalId: number; releaseId: number }> {
  const hash = createHash('sha256').update('一').digest()
  await services.files.put(hash.toString('hex'), Buffer.from('一'))
  await sql`insert into media.file (hash, size, media_type) values (${hash}, 3, 'text/plain') on conflict do nothing`.execute(
    database.db,
  )
  const { rows } = await sql<{ id: number }>`
    insert into redaction.original (subject, unit_id, name, file_hash, format, pages, body, added_at)
    select ${`request:${requestId}`}, ${city.one.id}, 'a.txt', ${hash}, 'text', '[]', '一', now() from generate_series(1, 2)
    returning id`.execute(database.db)
  const released = await sql<{ id: number }>`
    insert into redaction.release (original_id, revision, name, file_hash, marks, marks_digest, verification, released_at)
    values (${rows[1]?.id}, 1, 'a.pdf', ${hash}, '{"areas":[],"ranges":[]}', ${hash}, '{}', now()) returning id`.execute(
    database.db,
  )
  return { originalId: rows[0]?.id ?? 0, releaseId: released.rows[0]?.id ?? 0 }
}

/** Routes whose answer does not hang on one unit: lists show each person their own. */
const CONCERNS_NO_UNIT = new Set([
  ...consultationLists,
  'GET /requests/outcomes',
  'GET /requests/policy',
  'GET /documents',
  'GET /reviews',
  'GET /requests',
  'GET /remedies',
  'GET /remedies.csv',
  'GET /remedies/limits',
  'GET /staff',
  'GET /sites',
  'GET /gazette/issues',
  'GET /legality/opinions',
  'GET /findings',
  'GET /lexicon',
  'GET /legality/filings',
  'GET /cleanups',
  'GET /cohandlings',
  'GET /casework/kinds',
  'GET /casework/deputies',
  'GET /casework/overview',
  'GET /casework/overview.csv',
  'GET /subscriptions',
  'GET /registers',
  'GET /registers/:register/rows',
  'GET /disclosure/matrix',
  'GET /disclosure/matrix.csv',
  'GET /disclosure/records',
  'GET /disclosure/items',
])
/** Queries without which a route answers 400 before anything else. */
const QUERIES: Readonly<Record<string, (fixture: Fixture) => string>> = {
  ...consultationQueries,
  'GET /ledger': (fixture) => `?subject=document:${fixture.params['documentId']}`,
  'DELETE /sites/:siteId/moved': () => '?path=/a',
  'GET /documents/:documentId/comparison': () => '?from=1&to=1',
  'GET /papers/units/:unitId/templates/:template/comparison': () => '?from=0&to=0',
  'GET /disclosure/records': () => '?figure=disclosure.missing_items',
  'GET /casework/load': (fixture) => `?kind=requests.disclosure&unitId=${fixture.params['unitId']}`,
  'GET /casework/cases': (fixture) => `?kind=requests.disclosure&unitId=${fixture.params['unitId']}`,
  'GET /casework/overview': () => '?kind=requests.disclosure',
  'GET /casework/overview.csv': () => '?kind=requests.disclosure',
  'GET /saved-views': () => '?list=requests',
  'GET /redaction/originals': (fixture) => `?subject=request:${fixture.params['requestId']}`,
  'POST /redaction/originals': (fixture) => `?subject=request:${fixture.params['requestId']}`,
  'GET /remedies/of': (fixture) => `?subject=request:${fixture.params['requestId']}`,
  'POST /remedies/:remedyId/files': () => '?kind=notice',
  'GET /messages': (fixture) => `?about=request:${fixture.params['requestId']}`,
  'GET /workdays': () => '?start=2026-03-10&days=5',
}
/** The attachment of the fixtures does not exist, for anybody. */
const MISSING = new Set([
  'GET /attachments/:attachmentId',
  'DELETE /documents/:documentId/attachments/:attachmentId',
  'PUT /documents/:documentId/attachments/:attachmentId',
  'GET /pictures/:lineage',
  'POST /gazette/issues/:issueId/copies/:lineId/strikes',
  'GET /requests/:requestId/answer-files/:round/:position',
  'DELETE /requests/:requestId/answer-files/:position',
  'GET /requests/:requestId/attachments/:position',
  'GET /requests/:requestId/identity-papers/:paperId',
  'GET /requests/:requestId/letters/:paperId/:format',
  'GET /remedies/:remedyId/files/:position',
  // A lawsuit has further instances; this is a reconsideration.
  'POST /remedies/:remedyId/instances',
  'POST /remedies/:remedyId/remands',
  'POST /units/:unitId/remedy-limits',
  'PUT /units/:unitId/remedy-limits',
  'PUT /requests/policy',
  // Recalled by who asked, the city; and it holds no file.
  'POST /cohandlings/:cohandlingId/recalls',
  'GET /cohandlings/:cohandlingId/files/:position',
  // Somebody else's.
  'PUT /saved-views/:viewId',
  'DELETE /saved-views/:viewId',
  'DELETE /sites/:siteId/moved',
  // A text has no pages.
  'GET /redaction/originals/:originalId/pages/:page/image',
  'GET /redaction/originals/:originalId/pages/:page/words',
  'PUT /documents/:documentId/findings/:findingKey',
  'POST /documents/:documentId/findings/:findingKey/dismissals',
  'POST /registers/:register/rows/:rowId/revocations',
  // Not there for who may not read the case, and for whom a notice is not.
  'GET /messages',
  'POST /notices/:noticeId/readings',
  // Set for the whole city by who holds the permission for its government: not there for others.
  'PUT /disclosure/items/:item',
])

/** Routes that take a file, and a file as a browser sends it. */
const UPLOADS = new Set([
  'POST /documents/:documentId/attachments',
  'PUT /documents/:documentId/attachments/:attachmentId',
  'POST /documents/:documentId/pictures',
  'POST /documents/:documentId/conversions',
  'POST /requests/:requestId/answer-files',
  'POST /requests/:requestId/attachments',
  'POST /remedies/:remedyId/files',
  'POST /requests/:requestId/identity-papers',
  'POST /cohandlings/:cohandlingId/files',
  'POST /redaction/originals',
])
const UPLOAD = {
  payload:
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n一\r\n--x--\r\n',
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
}

async function call(
  method: string,
  url: string,
  fixture: Fixture,
  session?: { cookie: string; csrf: string },
): Promise<number> {
  const short = url.replace(/^\/api\/v1/, '')
  const name = `${method} ${short}`
  const path = url.replace(/:(\w+)/g, (_, param: string) => {
    const value = fixture.params[param]
    if (value === undefined) throw new Error(`the fixture has no ${param}, asked by ${url}`)
    return String(value)
  })
  const body = fixture.bodies[name]
  const answer = await app.server.inject({
    method: method as 'GET',
    url: `${path.replace('*', 'x')}${QUERIES[name]?.(fixture) ?? ''}`,
    headers: {
      ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}),
      ...(UPLOADS.has(name) ? UPLOAD.headers : {}),
    },
    ...(body ? { payload: body } : UPLOADS.has(name) ? { payload: UPLOAD.payload } : {}),
  })
  return answer.statusCode
}

describe('every route, as every role', () => {
  test('no route is public by oversight: each write that is, is one of these', () => {
    const writes = app.routes
      .filter((route) => route.access === 'public' && route.method !== 'GET')
      .map((route) => `${route.method} ${route.url}`)
    const ours = new Set(consultationForms.flatMap((path) => [`POST ${path}`, `POST /hant${path}`]))
    expect(writes.filter((write) => ours.has(write))).toHaveLength(ours.size)
    expect(writes.filter((write) => !ours.has(write)).toSorted()).toEqual([
      'DELETE /api/v1/session',
      'POST /api/v1/session',
      'POST /api/v1/setup',
      'POST /hant/requests/new',
      'POST /hant/requests/status',
      'POST /hant/requests/status/case',
      'POST /hant/requests/status/correction',
      'POST /hant/requests/status/poll',
      'POST /hant/requests/status/withdrawal',
      'POST /hant/subscriptions/confirm',
      'POST /hant/subscriptions/end',
      'POST /hant/subscriptions/manage',
      'POST /hant/subscriptions/new',
      'POST /requests/new',
      'POST /requests/status',
      'POST /requests/status/case',
      'POST /requests/status/correction',
      'POST /requests/status/poll',
      'POST /requests/status/withdrawal',
      'POST /subscriptions/confirm',
      'POST /subscriptions/end',
      'POST /subscriptions/manage',
      'POST /subscriptions/new',
    ])
  })

  test('nobody passes where a permission or a session is asked, and everybody where none is', async () => {
    const fixture = await makeFixture()
    for (const route of app.routes) {
      const status = await call(route.method, route.url, fixture)
      const where = `${route.method} ${route.url}`
      // Signing in with a wrong password and setting up a city that is set up are refused for what they ask.
      if (route.access !== 'public') expect(status, where).toBe(401)
      else if (!/\/(session|setup)$/.test(route.url)) expect([401, 403], where).not.toContain(status)
    }
  })

  test.each(roles)('%s: own unit, foreign unit, and what the role may not do at all', async (role: Role) => {
    const own = sessions.get(`${role} one`)
    const foreign = sessions.get(`${role} other`)
    const unused = await makeFixture()
    for (const route of app.routes) {
      if (route.access === 'public') continue
      const where = `${route.method} ${route.url} as ${role}`
      const name = `${route.method} ${route.url.replace(/^\/api\/v1/, '')}`
      const granted = route.access === 'staff' || route.access.roles.includes(role)
      // A route that is refused, or that only reads, uses nothing up.
      const fixture = granted && route.method !== 'GET' ? await makeFixture() : unused
      const status = await call(route.method, route.url, fixture, own)
      if (granted) expect(MISSING.has(name) ? [401, 403] : [401, 403, 404], where).not.toContain(status)
      else expect(status, where).toBe(403)
      if (route.access === 'staff' || !granted || CONCERNS_NO_UNIT.has(name)) continue
      if (route.access.scope === 'unit')
        expect([403, 404], `${where}, foreign unit`).toContain(
          await call(route.method, route.url, unused, foreign),
        )
    }
  })

  test('a list shows nobody what belongs to another unit', async () => {
    await makeFixture()
    for (const list of ['/documents', '/reviews', '/requests', '/consultations', '/casebook/entries']) {
      for (const role of roles) {
        const session = sessions.get(`${role} other`)
        const answer = await app.server.inject({
          url: `/api/v1${list}`,
          headers: { cookie: session?.cookie ?? '' },
        })
        if (answer.statusCode === 200)
          expect(answer.json<{ total: number }>().total, `${list} as ${role}`).toBe(0)
      }
    }
  })

  test('a write without the session’s token is refused, whoever sends it', async () => {
    const session = sessions.get('drafter one')
    const fixture = await makeFixture()
    expect(
      await call('POST', '/api/v1/documents', fixture, { cookie: session?.cookie ?? '', csrf: 'forged' }),
    ).toBe(403)
    expect(await call('POST', '/api/v1/documents', fixture, session)).toBe(201)
  })

  test('the session cookie is closed to scripts and to other sites', async () => {
    const login = await city.as('drafter')
    const hash = await hashPassword(PASSWORD)
    await sql`update identity.staff set password_hash = ${hash} where id = ${login.actor.staffId}`.execute(
      database.db,
    )
    const { rows } = await sql<{
      login: string
    }>`select login from identity.staff where id = ${login.actor.staffId}`.execute(database.db)
    const answer = await app.server.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { login: rows[0]?.login, password: PASSWORD },
    })
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
  })
})
