import sharp from 'sharp'
import { addDays, civilDate, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import { askLegality, giveLegality, listOpinions, NORMATIVE_KINDS } from '#modules/legality/index.ts'
import {
  addPicture,
  confirmEmergency,
  createDraft,
  documentReview,
  editDraft,
  end,
  publishAtOnce,
  submit,
  waiveInterpretation,
} from '#modules/publishing/index.ts'
import { findLastProcess, sign } from '#modules/review/index.ts'
import { eachByItself, idOf, type Demo } from './demo.ts'
import { hashOf } from './publish.ts'

interface Paper {
  readonly title: string
  readonly channel: string
  readonly paragraphs: readonly string[]
  readonly kind?: string
  readonly documentNumber?: string
  readonly writtenOn?: CivilDate
  readonly effectiveOn?: CivilDate
  readonly expiresOn?: CivilDate
  readonly genre?: string
  readonly amends?: readonly number[]
  readonly supersedes?: readonly number[]
  readonly interprets?: readonly number[]
}

const OFFICE = { unit: 'zfb', drafter: 'drafter' } as const
const CHAIN = [
  ['sectionhead', '内容完整，同意主动公开。'],
  ['leader', '同意印发并主动公开。'],
  ['secrecy', '经保密审查，不涉及国家秘密，可以公开。'],
] as const

/** Documents that show a whole life: a chain of amendments with its explanation, an expiry, a merging, emergencies. */
export async function showLives(demo: Demo): Promise<void> {
  const { today } = await eachByItself(demo).as(OFFICE.drafter)
  const year = today.slice(0, 4)
  const first = await publish(demo, {
    title: '云岚市餐厨垃圾管理办法',
    channel: 'normative',
    kind: 'normative',
    documentNumber: '云政规〔2019〕8号',
    writtenOn: civilDate('2019-06-03'),
    effectiveOn: civilDate('2019-08-01'),
    paragraphs: [
      '第一条　为了加强餐厨垃圾管理，保障食品安全和城市环境卫生，制定本办法。',
      '第二条　餐厨垃圾实行统一收集、统一运输、集中处置。',
      '第三条　产生单位应当每日交运，不得超过二十四小时。',
    ],
  })
  await publish(demo, {
    title: '云岚市人民政府关于修改《云岚市餐厨垃圾管理办法》的决定',
    channel: 'normative',
    kind: 'normative',
    documentNumber: '云政规〔2022〕5号',
    writtenOn: civilDate('2022-04-18'),
    genre: '02',
    amends: [first],
    paragraphs: [
      '将第三条修改为：“产生单位应当每日交运，夏季不得超过十二小时。”',
      '本决定自公布之日起施行。',
    ],
  })
  const whole = await publish(demo, {
    title: '云岚市厨余垃圾管理办法',
    channel: 'normative',
    kind: 'normative',
    documentNumber: `云政规〔${year}〕21号`,
    writtenOn: addDays(today, -20),
    effectiveOn: addDays(today, -2),
    expiresOn: addDays(today, 5 * 365),
    supersedes: [first],
    paragraphs: [
      '第一条　为了规范厨余垃圾的投放、收集、运输和处置，制定本办法。',
      '第二条　厨余垃圾包括家庭、餐饮和其他厨余垃圾。',
      '第三条　收运单位应当公布每个投放点的收运时间。',
      '第四条　本办法有效期五年。',
    ],
  })
  await explain(demo, whole)
  await waive(
    demo,
    await publish(demo, {
      title: '云岚市人民政府关于公布继续执行的招商奖励条款的通知',
      channel: 'normative',
      kind: 'normative',
      documentNumber: `云政规〔${year}〕22号`,
      writtenOn: addDays(today, -9),
      paragraphs: ['经清理，下列条款继续执行至合同约定期限届满。'],
    }),
  )
  await merge(demo)
  await warn(demo)
}

async function publish(demo: Demo, paper: Paper): Promise<number> {
  const id = await draft(demo, paper)
  await through(demo, id)
  return id
}

/** Hands a draft to review and lets everybody sign. */
async function through(demo: Demo, id: number): Promise<void> {
  const drafter = await eachByItself(demo).as(OFFICE.drafter)
  const { kind } = await getDocument(demo.city.database.db, id)
  if (NORMATIVE_KINDS.includes(kind)) await findLawful(demo, id)
  const asked = { basedOn: await hashOf(demo, id), opinion: '内容属于主动公开范围，建议主动公开。' }
  valueOf(await submit(drafter, demo.city.files, id, asked))
  const contentHash = await hashOf(demo, id)
  for (const [login, opinion] of CHAIN) {
    const process = await findLastProcess(demo.city.database.db, `document:${id}`)
    if (!process) throw new Error(`the document ${id} is not in review`)
    const signature = { decision: 'approved', opinion, contentHash, attribute: 'proactive' } as const
    valueOf(await sign(await eachByItself(demo).as(login), [documentReview], process.id, signature))
  }
}

async function draft(demo: Demo, paper: Paper): Promise<number> {
  const drafter = await eachByItself(demo).as(OFFICE.drafter)
  const { paragraphs, channel, amends = [], supersedes = [], interprets = [], ...content } = paper
  return valueOf(
    await createDraft(drafter, {
      unitId: idOf(demo.unitIds, OFFICE.unit),
      kind: 'official',
      documentNumber: null,
      writtenOn: drafter.today,
      effectiveOn: null,
      topic: '10',
      genre: '08',
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: [],
      summary: '',
      ...content,
      bodyHtml: paragraphs.map((text) => `<p>${text}</p>`).join(''),
      channelIds: [idOf(demo.channelIds, channel)],
      amends: [...amends],
      supersedes: [...supersedes],
      interprets: [...interprets],
    }),
  )
}

/** A rule is found lawful before it is handed to review. */
async function findLawful(demo: Demo, id: number): Promise<void> {
  const people = eachByItself(demo)
  const drafter = await people.as(OFFICE.drafter)
  const contentHash = await hashOf(demo, id)
  valueOf(
    await askLegality(drafter, id, {
      contentHash,
      basis: ['中华人民共和国固体废物污染环境防治法', '城市市容和环境卫生管理条例'],
      consultedFrom: addDays(drafter.today, -60),
      consultedTo: addDays(drafter.today, -30),
      noConsultation: '',
      discussedOn: addDays(drafter.today, -7),
      meeting: '市政府常务会议',
    }),
  )
  const [opinion] = await listOpinions(demo.city.database.db, id)
  if (!opinion) throw new Error(`no opinion on ${id} was asked for`)
  const given = { conclusion: 'lawful', opinion: '权限、程序、内容合法。', number: '' } as const
  valueOf(await giveLegality(await people.as('legal'), opinion.id, { ...given, contentHash }))
}

/** 一图读懂: an explanation with a picture in it. */
async function explain(demo: Demo, policy: number): Promise<void> {
  const drafter = await eachByItself(demo).as(OFFICE.drafter)
  const paper = {
    title: '《云岚市厨余垃圾管理办法》政策解读',
    channel: 'interpretation',
    genre: '99',
    interprets: [policy],
    paragraphs: [
      '一、为什么要修订',
      '原办法施行七年，只管餐饮单位，不管家庭。',
      '二、居民怎么做',
      '按照投放点公布的时间，沥干以后投放。',
    ],
  }
  const id = await draft(demo, paper)
  const picture = valueOf(
    await addPicture(drafter, demo.city.files, id, { name: '收运流程.png', content: await flow() }),
  )
  const version = await getVersion(demo.city.database.db, id, 1)
  valueOf(
    await editDraft(drafter, id, {
      kind: 'official',
      title: paper.title,
      documentNumber: null,
      writtenOn: version.written_on,
      effectiveOn: null,
      topic: '10',
      genre: paper.genre,
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: ['解读', '厨余垃圾'],
      summary: '',
      bodyHtml: `${version.body_html}<img src="/pictures/${picture.lineage}" alt="收运流程：居民投放、车辆收运、集中处置三步，依次相连" />`,
      channelIds: [idOf(demo.channelIds, 'interpretation')],
      interprets: [policy],
      basedOn: await hashOf(demo, id),
    }),
  )
  await through(demo, id)
}

/** Three steps joined by arrows, without words: those stand in the text beside it. */
function flow(): Promise<Buffer> {
  const step = (at: number, colour: string) =>
    `<rect x="${at}" y="40" width="180" height="120" rx="16" fill="${colour}"/>`
  const arrow = (at: number) => `<path d="M${at} 88h44v-20l32 32-32 32v-20h-44z" fill="#8d867c"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="200"><rect width="800" height="200" fill="#fdfcfa"/>
    ${step(40, '#1e6b3a')}${arrow(226)}${step(310, '#1b4f8a')}${arrow(496)}${step(580, '#8a5a00')}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function waive(demo: Demo, id: number): Promise<void> {
  const leader = await eachByItself(demo).as('leader')
  valueOf(await waiveInterpretation(leader, id, { reason: '只列明继续执行的条款，没有新的权利义务。' }))
}

/** A notice that was published twice: the second address leads to the first. */
async function merge(demo: Demo): Promise<void> {
  const officer = await eachByItself(demo).as('officer')
  const paper = {
    title: '关于城区部分道路夜间养护施工的通告',
    channel: 'announcements',
    paragraphs: ['本周每晚22时至次日5时，滨河路、春晖路分段养护施工，请注意绕行。'],
  }
  const kept = await publish(demo, paper)
  const twin = await publish(demo, { ...paper, title: `${paper.title}（重复）` })
  valueOf(
    await end(officer, twin, {
      state: 'redirected',
      on: officer.today,
      reason: '重复发布，并入前一篇',
      replacedById: kept,
    }),
  )
}

/** Two emergency publications: one countersigned, one that waits for the second signature. */
async function warn(demo: Demo): Promise<void> {
  const people = eachByItself(demo)
  const leader = await people.as('leader')
  const officer = await people.as('officer')
  for (const [title, text, confirmed] of [
    [
      '关于启动城市防汛四级应急响应的通告',
      '受上游来水影响，即日起启动城市防汛四级应急响应，请远离河道。',
      true,
    ],
    [
      '关于供水主管道抢修停水的紧急通告',
      '北区供水主管道突发破损，抢修期间停水，临时供水点设在各社区服务站。',
      false,
    ],
  ] as const) {
    const id = await draft(demo, { title, channel: 'announcements', genre: '06', paragraphs: [text] })
    const contentHash = await hashOf(demo, id)
    const asked = { basedOn: contentHash, reason: '情况紧急，等不及四级审核。' }
    valueOf(await publishAtOnce(leader, demo.city.files, id, asked))
    if (confirmed)
      valueOf(await confirmEmergency(officer, id, { contentHash, opinion: '情况属实，同意公开。' }))
  }
}
