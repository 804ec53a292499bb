import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { registers } from '#modules/outreach/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import { allTogether, idOf, type Demo } from './demo.ts'
import { seeded } from './random.ts'
import { officerOf } from './staff.ts'

/** By whom, on what. */
const SUBJECTS = [
  ['jyj', '义务教育学校招生', '市教育局副局长 苌远', '听澜区文化馆门前'],
  ['wjw', '基层医疗服务能力提升', '市卫生健康委副主任 郗和', '望岫区惠民路社区'],
  ['jtj', '城市公共交通线网优化', '市交通运输局副局长 亓行', '石渡区汽车站'],
  ['sthj', '环境空气质量半年情况', '市生态环境局副局长 麹清', '青棠区清源路社区'],
  ['zjj', '老旧小区改造', '市住建局总工程师 匡宇', '听澜区湖滨路社区'],
  ['yjj', '汛期防灾避险', '市应急局副局长 步宁', '沙溪渡镇政府院内'],
  ['rsj', '稳就业政策', '市人社局副局长 别业', '望岫区人力资源市场'],
  ['scj', '食品安全监督抽检', '市市场监管局副局长 邝衡', '青棠区市民广场'],
] as const
const PER_YEAR = { conferences: 14, interviews: 10, bulletins: 24, boards: 12, broadcasts: 20 }
const OUTLETS = {
  conferences: ['市政府新闻发布厅', '市融媒体中心演播厅', '市政府门户网站直播'],
  interviews: ['市政府门户网站', '市融媒体客户端'],
  bulletins: ['政务公开简报', '督查简报', '营商环境简报'],
  boards: ['村务公开栏', '社区公告栏', '政务服务大厅公告栏'],
  broadcasts: ['云岚新闻综合频道', '云岚经济生活频道', '云岚人民广播电台'],
}

/** Press conferences, interviews, bulletins, boards and broadcasts of last year and this. */
export async function fillOutreach(demo: Demo): Promise<void> {
  const today = civilDateOf(demo.now)
  const year = Number(today.slice(0, 4))
  const random = seeded(8_113)
  const kinds = Object.keys(PER_YEAR) as (keyof typeof PER_YEAR)[]
  await allTogether(demo, async (people) => {
    for (const kind of kinds) {
      for (const of of [year - 1, year]) {
        const count = PER_YEAR[kind]
        for (let index = 0; index < count; index += 1) {
          const step = Math.floor(350 / count)
          const on = addDays(civilDate(`${of}-01-06`), index * step + random.next(step))
          const [unit, subject, person, place] = random.pick(SUBJECTS)
          if (on > today) continue
          const outlet = random.pick(OUTLETS[kind])
          const questions = 4 + random.next(9)
          const leader = random.next(3) === 0 ? 'yes' : 'no'
          const data = {
            conferences: {
              title: `“${subject}”新闻发布会`,
              presenter: person,
              leader,
              place: '听澜区云岚大道1号新闻发布厅',
              questions,
            },
            interviews: {
              title: `在线访谈：${subject}`,
              guest: person,
              leader,
              questions: questions * 2,
              audience: 300 + random.next(2_000),
            },
            bulletins: {
              title: `${subject}工作动态`,
              issue: `${of}年第${index + 1}期`,
              audience: '市政府各部门、各区政府',
            },
            boards: { title: `关于${subject}的公示`, place, until: addDays(on, 7) },
            broadcasts: {
              title: `${subject}政策解读`,
              programme: random.pick(['民生直通车', '政风行风面对面', '云岚早新闻']),
              guest: person,
              minutes: 10 + 5 * random.next(8),
            },
          }[kind]
          const officer = await people.as(officerOf(unit))
          valueOf(
            await addRegisterRow(officer, registers[kind], {
              unitId: idOf(demo.unitIds, unit),
              occurredOn: on,
              data: {
                ...data,
                outlet,
                link: `https://media.yunlan.example/${kind}/${of}${index + 1}`,
              },
            }),
          )
        }
      }
    }
  })
}
