import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords, issueWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import type { TemplateView } from '../contract.ts'
import { Editor } from './editor.tsx'
import { Preview } from './preview.tsx'
import { refreshTemplate, subjectOf, templateQuery } from './queries.ts'
import { Versions } from './versions.tsx'
import { moduleWord, sourceWords } from './words.ts'

const route = getRouteApi('/signed-in/papers/$unitId/$template')

/** One kind of letter for one unit: its words, how they read, and how they came about. */
export function TemplateScreen() {
  const { unitId, template } = route.useParams()
  const { data } = useSuspenseQuery(templateQuery(unitId, template))
  return <TemplatePage key={`${unitId} ${template}`} template={data} />
}

function TemplatePage({ template }: { readonly template: TemplateView }) {
  const [editing, setEditing] = useState(false)
  return (
    <>
      <PageHead
        above={
          <Link to="/papers" search={{ unitId: template.unit.id }}>
            文书模板
          </Link>
        }
        title={template.label}
        essentials={`${moduleWord(template.module)} · ${template.unit.name} · ${template.cites}`}
        actions={
          !editing &&
          template.issues.length === 0 && (
            <a
              href={`/api/v1/papers/units/${template.unit.id}/templates/${template.name}/preview.pdf`}
              target="_blank"
              rel="noreferrer"
            >
              预览版式（PDF）
            </a>
          )
        }
      />
      <DetailLayout
        sideLabel="现用文本"
        main={
          editing ? (
            <Editor template={template} onDone={() => setEditing(false)} />
          ) : (
            <>
              {template.issues.map((issue) => (
                <Problem key={JSON.stringify(issue)}>{issueWords(issue)}</Problem>
              ))}
              <Section title="文书样式" note="字段用示例内容代替。">
                <Preview template={template} draft={template.wording} />
              </Section>
              <Versions template={template} />
            </>
          )
        }
        side={
          <>
            <InForce template={template} editing={editing} onEdit={() => setEditing(true)} />
            {template.last > 0 && <History subject={subjectOf(template)} />}
          </>
        }
      />
    </>
  )
}

function InForce(props: {
  readonly template: TemplateView
  readonly editing: boolean
  readonly onEdit: () => void
}) {
  const { template, editing, onEdit } = props
  const { source } = template
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const reset = async () => {
    try {
      await post(`/papers/units/${template.unit.id}/templates/${template.name}/resets`, {
        basedOn: template.last,
      })
      message.success('已恢复')
    } catch (error) {
      message.error(errorWords(error))
    }
    await refreshTemplate(client, template)
  }
  const confirmReset = () =>
    modal.confirm({
      title: '恢复默认文本？',
      content:
        '从下一份文书起，使用上级单位的文本；上级没有修改过的，使用系统文本。本单位的各版文本仍可查看。',
      okText: '恢复',
      cancelText: '取消',
      onOk: reset,
    })
  return (
    <Section title="现用文本">
      <Facts
        facts={[
          ['来源', sourceWords(source)],
          ['修改时间', source.from !== 'declared' && instantText(source.editedAt)],
          [
            '必须写明',
            template.fields
              .filter(({ needed }) => needed)
              .map(({ label }) => label)
              .join('、'),
          ],
        ]}
      />
      {template.mayEdit && (
        <div className="side-actions">
          <Button type="primary" disabled={editing} onClick={onEdit}>
            修改文本
          </Button>
          {source.from === 'own' && (
            <Button disabled={editing} onClick={() => void confirmReset()}>
              恢复默认文本
            </Button>
          )}
        </div>
      )}
    </Section>
  )
}
