import { useState } from 'react'
import { App, Button } from 'antd'
import { post, upload } from '#ui/console/api.ts'
import { dueText } from '#ui/console/dates.ts'
import { Facts } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { FileList, UploadButton } from '#ui/console/files.tsx'
import { TextAreaField } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { CohandlingView, ReplyBody } from '../contract.ts'
import { CaseLink } from './case-link.tsx'
import { useDo } from './queries.ts'

/** One co-handling with question, days and reply, as either side sees it. */
export function CohandlingCard({ item }: { readonly item: CohandlingView }) {
  const [replying, setReplying] = useState(false)
  const run = useDo()
  const { message, modal } = App.useApp()
  const attach = (file: File) =>
    run(`已添加 ${file.name}`, () => upload(`/cohandlings/${item.id}/files`, file))
  const askRecall = () =>
    void modal.confirm({
      title: '撤回这次会办？',
      content: `${item.unit.name}将不再需要回复；已经超期的，超期记录不变。`,
      okText: '撤回',
      cancelText: '取消',
      onOk: () =>
        run('已撤回会办', () => post(`/cohandlings/${item.id}/recalls`)).catch((error: unknown) =>
          message.error(errorWords(error)),
        ),
    })
  const waiting = item.state === 'asked'
  return (
    <article className="cohandling">
      <h3>
        {item.unit.name} <Light light={item.light} /> <span className="quiet">{item.stateLabel}</span>
      </h3>
      <p className="note-text">{item.question}</p>
      <Facts
        facts={[
          ['办件', <CaseNumber key="case" item={item} />],
          ['提出', `${item.askingUnit.name} ${item.askedBy} ${item.askedOn}`],
          ['回复期限', waiting ? `${item.dueOn}（${dueText(item.dueOn)}）` : item.dueOn],
          ['办件期限', waiting && item.caseDueOn],
          [
            '回复',
            item.reply && (
              <span key="reply" className="note-text">
                {item.reply}
              </span>
            ),
          ],
          ['回复人', item.repliedOn && `${item.repliedBy ?? ''} ${item.repliedOn}`],
          ['撤回', item.recalledOn],
        ]}
      />
      {item.files.length > 0 && (
        <FileList
          files={item.files.map((file) => ({
            ...file,
            id: file.position,
            name: file.side === 'reply' ? `回复附件：${file.name}` : file.name,
          }))}
        />
      )}
      <div className="actions">
        {item.mayReply && (
          <Button type="primary" onClick={() => setReplying(true)}>
            回复
          </Button>
        )}
        {(item.mayReply || item.mayRecall) && (
          <UploadButton label={item.mayReply ? '添加回复附件' : '添加材料'} onUpload={attach} />
        )}
        {item.mayRecall && <Button onClick={askRecall}>撤回</Button>}
      </div>
      {replying && <ReplyDialog item={item} onClose={() => setReplying(false)} />}
    </article>
  )
}

function CaseNumber({ item }: { readonly item: CohandlingView }) {
  if (item.casePage === null) return `${item.kindLabel} ${item.caseNumber}`
  return (
    <CaseLink page={item.casePage}>
      {item.kindLabel} {item.caseNumber}
    </CaseLink>
  )
}

function ReplyDialog({ item, onClose }: { readonly item: CohandlingView; readonly onClose: () => void }) {
  const run = useDo(onClose)
  return (
    <FormDialog<ReplyBody>
      name="reply"
      title={`回复 ${item.askingUnit.name}`}
      submitLabel="回复"
      wide
      intro={
        <>
          <p className="note-text">{item.question}</p>
          <p>回复后不能修改；需要附材料的，请先添加附件再回复。</p>
        </>
      }
      onClose={onClose}
      onSubmit={({ reply }) => run('已回复', () => post(`/cohandlings/${item.id}/replies`, { reply }))}
    >
      <TextAreaField name="reply" label="回复" required rows={6} maxLength={5000} />
    </FormDialog>
  )
}
