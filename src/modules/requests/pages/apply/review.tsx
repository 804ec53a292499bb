import type { PageContent } from '#platform/http/page.ts'
import { challengeAddress, type Question } from '#platform/challenge/index.ts'
import {
  CHALLENGE_SCRIPT,
  ChallengeField,
  ErrorSummary,
  FileField,
  MetadataTable,
  Notice,
  SubmitButton,
  type FieldError,
} from '#ui/portal/index.ts'
import type { Application, WantedItem } from '../../contract/intake.ts'
import {
  applicantKindLabels,
  deliveryWayLabels,
  identityKindLabels,
  wantedFormLabels,
} from '../../kinds/labels.ts'
import { UPLOADS } from './files.ts'
import { CRUMBS } from './form.tsx'
import { SuggestionList, type Suggestion } from './suggestions.tsx'
import { carried, type FormValues } from './values.ts'

/** What a form of the portal proves itself for. */
export const PURPOSE = 'requests.apply'

export interface Review {
  readonly values: FormValues
  readonly unit: string
  readonly application: Application
  readonly further: readonly WantedItem[]
  readonly suggestions: readonly Suggestion[]
  readonly question: Question
  readonly errors: readonly FieldError[]
  /** Files came with the form that goes back: a browser does not send them again by itself. */
  readonly filesLost: boolean
}

/** The form read back before it is sent, with what is public already; nothing is kept until then. */
export function reviewPage(review: Review): PageContent {
  const { values, application, further, suggestions, errors, question } = review
  const file = (name: string) => ({ name, error: errors.find((one) => one.field === name)?.message })
  return {
    title: errors.length > 0 ? '有错误：请核对申请' : '请核对申请',
    status: errors.length > 0 ? 422 : 200,
    section: 'requests',
    crumbs: [...CRUMBS, { label: '依申请公开', href: '/requests/new' }, { label: '核对' }],
    private: true,
    tags: [],
    scripts: [CHALLENGE_SCRIPT],
    main: (
      <>
        <div className="page-head">
          <h1>请核对申请</h1>
          <p className="lead">还没有提交。核对无误后，在本页最下面提交。</p>
        </div>
        <ErrorSummary errors={errors} />
        <div className="page-parts">
          {suggestions.length > 0 ? (
            <Notice title="这些公开信息可能就是您要的">
              <SuggestionList items={suggestions} />
              <p>已经公开的，可以直接查看，不用申请。不是您要的，请继续提交。</p>
            </Notice>
          ) : null}
          <MetadataTable caption="申请人" rows={personRows(review.unit, application)} />
          {[application, ...further].map((item, index) => (
            <MetadataTable
              key={index}
              caption={further.length === 0 ? '所需信息' : `所需信息（第 ${index + 1} 项）`}
              rows={filled([
                ['信息名称', item.wantedTitle],
                ['文号', item.wantedNumber],
                ['其他特征描述', item.description],
              ])}
            />
          ))}
          {further.length > 0 ? <p>每一项分别编号、分别答复，用同一个查询码查询。</p> : null}
          <form method="post" action="/requests/new">
            <Carried values={values} />
            <button type="submit" className="quiet" name="edit" value="1">
              返回修改
            </button>
          </form>
          <form
            className="stacked"
            method="post"
            action="/requests/new"
            encType="multipart/form-data"
            data-challenge={challengeAddress(PURPOSE)}
            noValidate
          >
            <Carried values={values} />
            <input type="hidden" name="send" value="1" />
            <h2>附件</h2>
            {review.filesLost ? <p className="field-error">刚才选的文件没有保留，请重新选择。</p> : null}
            <FileField
              {...file('identity')}
              label="证件复印件"
              hint={`图片或者 PDF。加密保存，只有办理人员能看，办结后按期清除。连同附件最多 ${UPLOADS.files} 个文件，每个不超过 ${UPLOADS.megabytes} MB。`}
              accept="image/*,.pdf"
              required={false}
              multiple
            />
            <FileField
              {...file('attachment')}
              label="其他附件"
              hint="有助于说明所需信息的材料。"
              required={false}
              multiple
            />
            <ChallengeField question={question} errors={errors} />
            <SubmitButton>{suggestions.length > 0 ? '继续提交' : '提交申请'}</SubmitButton>
          </form>
        </div>
      </>
    ),
  }
}

function Carried({ values }: { values: FormValues }) {
  return carried(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

function personRows(unit: string, one: Application): [string, string][] {
  return filled([
    ['受理机关', unit],
    ['申请人类别', applicantKindLabels[one.applicantKind]],
    ['姓名或者名称', one.name],
    ['法定代表人或者负责人', one.representative],
    ['证件', `${identityKindLabels[one.identityKind]} ${one.identityNumber}`],
    ['电话', one.phone],
    ['电子邮箱', one.email],
    ['通信地址', one.address],
    ['提供信息的形式', wantedFormLabels[one.wantedForm]],
    ['获取信息的方式', deliveryWayLabels[one.wantedWay]],
  ])
}

const filled = (rows: readonly [string, string][]) => rows.filter(([, value]) => value !== '')
