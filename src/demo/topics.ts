import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { arrangeSections, closeTopic, importItems, openTopic, reportProgress } from '#modules/topics/index.ts'
import { allTogether, idOf, type Demo } from './demo.ts'
import { seeded } from './random.ts'
import { officerOf } from './staff.ts'

/** 板块，责任单位，任务 of this year's projects. */
const PROJECTS: readonly (readonly [
  heading: string,
  unit: string,
  further: string,
  goals: readonly string[],
])[] = [
  [
    '交通出行',
    '市交通运输局',
    '市住建局',
    [
      '建成石渡二桥主桥',
      '贯通云岫隧道左线',
      '新开微循环公交线路12条',
      '改造农村公路86公里',
      '建成东坝公交枢纽',
      '更新新能源公交车60辆',
    ],
  ],
  [
    '教育医疗',
    '市教育局',
    '市财政局',
    ['新建公办幼儿园8所', '改扩建中小学6所', '新增学位5,400个', '建成青棠职业学校实训楼'],
  ],
  [
    '教育医疗',
    '市卫生健康委',
    '市医保局',
    ['建成市妇幼保健院新院区', '改造提升乡镇卫生院10所', '增设社区儿科门诊15个', '建成区域影像诊断中心'],
  ],
  [
    '住房和社区',
    '市住建局',
    '市城管局',
    [
      '改造老旧小区48个',
      '既有住宅加装电梯120部',
      '筹集保障性租赁住房2,000套',
      '更新燃气老旧管道62公里',
      '建成社区食堂20个',
      '改造背街小巷35条',
    ],
  ],
  [
    '生态环境',
    '市生态环境局',
    '市水务局',
    ['完成清源河流域综合治理', '新建污水管网40公里', '建成空气质量微型监测站30个', '完成12处入河排污口整治'],
  ],
  [
    '生态环境',
    '市园林林业局',
    '市自然资源和规划局',
    ['建成口袋公园16个', '建成环湖绿道18公里', '修复松间湿地300亩'],
  ],
  [
    '产业发展',
    '市工信局',
    '高新区管委会',
    ['开工精密制造产业园二期', '培育专精特新企业30家', '建成5G基站800座', '完成技术改造项目45个'],
  ],
  ['产业发展', '市商务局', '市投促局', ['建成冷链物流中心', '改造农贸市场9个']],
  [
    '就业和养老',
    '市人社局',
    '市财政局',
    ['城镇新增就业3.2万人', '开展职业技能培训1.5万人次', '建成零工市场6个'],
  ],
  [
    '就业和养老',
    '市民政局',
    '市财政局',
    ['建成区域养老服务中心4个', '新增普惠托位600个', '改造困难老年人家庭800户'],
  ],
]

const UNIT_CODES: Readonly<Record<string, string>> = {
  市交通运输局: 'jtj',
  市教育局: 'jyj',
  市卫生健康委: 'wjw',
  市住建局: 'zjj',
  市生态环境局: 'sthj',
  市园林林业局: 'ylj',
  市工信局: 'gxj',
  市商务局: 'swuj',
  市人社局: 'rsj',
  市民政局: 'mzj',
}
const WORK = [
  '完成招标，施工单位进场',
  '主体工程按计划推进',
  '完成年度工程量的大部分',
  '进入收尾和验收阶段',
] as const

/** A topic with the year's projects, reported on every few weeks and by some too seldom; and one in the archive. */
export async function openDemoTopics(demo: Demo): Promise<void> {
  const today = civilDateOf(demo.now)
  const year = Number(today.slice(0, 4))
  const began = addDays(today, -260)
  await allTogether(demo, async (people) => {
    const at = (day: typeof today) => new Date(`${day}T02:00:00Z`)
    const officerAt = (day: typeof today) => people.as('officer', at(day))
    const unitId = idOf(demo.unitIds, 'yunlan')
    const topicId = valueOf(
      await openTopic(await officerAt(began), {
        unitId,
        slug: `projects-${year}`,
        title: `${year}年政府工作报告重点项目`,
        introduction:
          '市政府年初承诺的重点项目，每一项由谁负责、做到哪一步、什么时候完成，都在这里。责任单位每45天报送一次进展。',
        position: 1,
        rhythmDays: 45,
      }),
    )
    const section = { channelId: null, words: '', documentId: null }
    valueOf(
      await arrangeSections(await officerAt(began), topicId, [
        {
          ...section,
          title: '重大建设项目信息',
          kind: 'channel',
          channelId: idOf(demo.channelIds, 'projects'),
        },
        { ...section, title: '有关文件', kind: 'search', words: '项目' },
      ]),
    )
    const rows = PROJECTS.flatMap(([heading, unit, further, goals]) =>
      goals.map((goal, index) => ({
        heading,
        unit,
        further,
        goal,
        dueOn: addDays(today, [-12, 38, 38, 130][index % 4] ?? 38),
      })),
    )
    const csv = ['板块,任务,责任单位,配合单位,完成期限,来源']
    for (const { heading, goal, unit, further, dueOn } of rows)
      csv.push(
        [heading, goal, unit, further, dueOn, `${year}年政府工作报告`].map((cell) => `"${cell}"`).join(','),
      )
    const ids = valueOf(await importItems(await officerAt(began), topicId, csv.join('\n')))
    const random = seeded(103)
    for (const [index, id] of ids.entries()) {
      const { unit } = rows[index] ?? { unit: '' }
      const login = officerOf(UNIT_CODES[unit] ?? '')
      // One in nine has never been reported on, one in seven fell silent.
      if (index % 9 === 8) continue
      const reports = index % 7 === 6 ? 3 : 6
      for (let turn = 1; turn <= reports; turn += 1) {
        const day = addDays(began, turn * 42 - random.next(6))
        const last = turn === 6
        const done = last && index % 3 === 0
        const stage = done ? 'done' : last && index % 13 === 5 ? 'suspended' : 'under_way'
        const percent = done ? 100 : Math.min(95, turn * 14 + (index % 5) * 2)
        valueOf(
          await reportProgress(await people.as(login, at(day)), id, {
            stage,
            percent,
            done:
              stage === 'done'
                ? '通过竣工验收，投入使用。'
                : stage === 'suspended'
                  ? '因用地手续没有办完，暂缓施工。'
                  : `${WORK[Math.min(WORK.length - 1, Math.floor(turn / 2))] ?? ''}。`,
            reason: '',
            basedOn: turn,
          }),
        )
      }
    }
    await closeLastYear(demo, people, year)
  })
}

type People = Parameters<Parameters<typeof allTogether>[1]>[0]

async function closeLastYear(demo: Demo, people: People, year: number): Promise<void> {
  const officer = (day: string) => people.as('officer', new Date(`${day}T02:00:00Z`))
  const opened = `${year - 1}-02-20`
  const topicId = valueOf(
    await openTopic(await officer(opened), {
      unitId: idOf(demo.unitIds, 'yunlan'),
      slug: `livelihood-${year - 1}`,
      title: `${year - 1}年为民办实事`,
      introduction: '年度民生实事已全部办结，内容留存供查阅。',
      position: 2,
      rhythmDays: 60,
    }),
  )
  const due = civilDate(`${year - 1}-12-31`)
  const csv = ['板块,任务,责任单位,完成期限,来源']
  const goals = [
    ['市教育局', '新建改建校园食堂30个'],
    ['市民政局', '建成社区长者食堂40个'],
    ['市住建局', '改造老旧小区36个'],
    ['市卫生健康委', '免费筛查适龄妇女2万人'],
  ] as const
  for (const [unit, goal] of goals) csv.push(`民生实事,${goal},${unit},${due},${year - 1}年政府工作报告`)
  const ids = valueOf(await importItems(await officer(opened), topicId, csv.join('\n')))
  for (const [index, id] of ids.entries()) {
    const login = officerOf(UNIT_CODES[goals[index]?.[0] ?? ''] ?? '')
    for (const [turn, day, percent] of [
      [1, `${year - 1}-04-15`, 30],
      [2, `${year - 1}-06-10`, 55],
      [3, `${year - 1}-08-05`, 80],
      [4, `${year - 1}-09-28`, 100],
    ] as const) {
      const report = {
        stage: percent === 100 ? ('done' as const) : ('under_way' as const),
        percent,
        done: percent === 100 ? '全部完成，通过验收。' : '按计划推进。',
        reason: '',
        basedOn: turn,
      }
      valueOf(await reportProgress(await people.as(login, new Date(`${day}T02:00:00Z`)), id, report))
    }
  }
  valueOf(await closeTopic(await officer(`${year}-01-31`), topicId))
}
