import { formatChinese } from '#platform/dates.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { Notice } from '#ui/portal/index.ts'
import type { PublicGuide } from '../present.ts'
import { contactLabels, contactsOf, missingOf } from '../rules.ts'
import { Agency } from './parts.tsx'

const UNSURE: Readonly<Record<string, string>> = {
  unconfirmed: '本机关还没有确认这份指南，内容根据机构资料和公开目录自动生成。',
  expired: '这份指南已超过一年没有确认，联系方式可能有变。',
  changed: '上次确认以后机构资料或者指南有变化，本机关正在重新确认。',
}

export interface GuideProps {
  readonly unit: Unit
  readonly guide: PublicGuide
  /** The government over it, to which complaints go. */
  readonly above: Unit | undefined
  readonly apply: string
  readonly everybody: boolean
}

/** What Article 12 asks of a guide: classes, arrangement, ways to obtain, and whom to turn to. */
export function Guide({ unit, guide, above, apply, everybody }: GuideProps) {
  const contacts = contactsOf(guide.text, unit)
  const missing = missingOf(guide.text, unit)
  return (
    <div className="guide">
      {guide.confirmedOn ? <p className="updated">更新于 {formatChinese(guide.confirmedOn)}</p> : null}
      {UNSURE[guide.state] === undefined ? null : (
        <Notice kind="warning" title="这份指南有待确认">
          <p>{UNSURE[guide.state]}</p>
          {missing.length > 0 ? (
            <p>还没有写明：{missing.map((part) => contactLabels[part]).join('、')}。</p>
          ) : null}
        </Notice>
      )}
      <h3>怎样分类编排</h3>
      <p>
        主动公开的信息按《中华人民共和国政府信息公开条例》第十九条至第二十一条分类，第二十条的十五项依次排列。每件信息有索引号、名称、内容概述和生成日期，按公开日期从新到旧排列。
      </p>
      <Paragraphs text={guide.text.arrangement} />
      <h3>怎样获取</h3>
      <p>
        在本网站可以检索、查阅和下载，也可以到国家档案馆、公共图书馆和政务服务场所查阅（第二十五条）。没有主动公开的，可以
        <a href={apply}>提出申请</a>
        ，当面、邮寄、传真或者在网上提交都可以，写明姓名或者名称、身份证明、联系方式，要什么信息，怎样提供（第二十九条）。
      </p>
      <p>提供信息不收费；申请的数量、频次明显超过合理范围的，可以收取信息处理费（第四十二条）。</p>
      <Paragraphs text={guide.text.ways} />
      <h3>向谁了解</h3>
      <Agency
        unit={unit}
        caption="政府信息公开工作机构"
        office={contacts.office}
        contacts={{
          address: contacts.address,
          office_hours: contacts.hours,
          phone: contacts.phone,
          fax: contacts.fax,
          email: contacts.online,
        }}
      />
      <h3>公开工作做得不对，怎么办</h3>
      <p>
        可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼（第五十一条）。对不予公开的决定不服的，先申请行政复议（《行政复议法》第二十三条）。
      </p>
      {above ? (
        <p>
          上一级：<a href={`/units/${above.code}`}>{above.name}</a>
          {above.phone ? `，电话 ${above.phone}` : ''}。
        </p>
      ) : null}
      <Paragraphs text={guide.text.supervision} />
      {guide.text.notes ? (
        <>
          <h3>本机关说明</h3>
          <Paragraphs text={guide.text.notes} />
        </>
      ) : null}
      {everybody ? (
        <p>
          各单位的指南和联系方式见<a href="/units">机构</a>。
        </p>
      ) : null}
    </div>
  )
}

function Paragraphs({ text }: { text: string }) {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => <p key={index}>{line}</p>)
}
