import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post, remove } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { UploadButton } from '#ui/console/files.tsx'
import { ChoiceField, TextField } from '#ui/console/form.tsx'
import { ListTable, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMay } from '#modules/administration/screens/session.ts'
import type { LexiconBody, LexiconView } from '../contract.ts'
import { lexiconQuery } from './queries.ts'

const KIND_OPTIONS = [
  { value: 'body', label: '机构和人名' },
  { value: 'error', label: '常见错误' },
  { value: 'wording', label: '规范用语' },
]

/** The words that the city's writers get wrong; a change holds from the next check on. */
export function LexiconList(props: {
  readonly page: number
  readonly words: string
  readonly onPage: (page: number) => void
  readonly onSearch: (words: string) => void
}) {
  const { page, words, onPage, onSearch } = props
  const { data: list } = useSuspenseQuery(lexiconQuery({ page, ...(words === '' ? {} : { words }) }))
  const mayEdit = useMay()('checking.lexicon')
  const client = useQueryClient()
  const { message } = App.useApp()
  const [edited, setEdited] = useState<Partial<LexiconView>>()
  const refresh = () => client.invalidateQueries({ queryKey: ['lexicon'] })
  const save = async (body: LexiconBody) => {
    await post('/lexicon', body)
    setEdited(undefined)
    message.success('已保存')
    await refresh()
  }
  const take = async (file: File) => {
    const { count } = await post<{ count: number }>('/lexicon/imports', { csv: await file.text() })
    message.success(`已导入 ${count} 条`)
    await refresh()
  }
  const drop = async (word: LexiconView) => {
    try {
      await remove(`/lexicon/${word.id}`)
      message.success('已删除')
      await refresh()
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  return (
    <>
      <div className="filters">
        <SearchBox label="查找用语" value={words} onSearch={onSearch} />
        {mayEdit && <Button onClick={() => setEdited({})}>添加</Button>}
        {mayEdit && <UploadButton label="导入 CSV" accept=".csv" onUpload={take} />}
      </div>
      {mayEdit && <p className="quiet">CSV 每行：错误，正确，类别（可空），说明（可空）；UTF-8 编码。</p>}
      {list.items.length === 0 ? (
        <EmptyState title="没有用语">
          <p>添加以后，起草时和夜间检查都会提示。</p>
        </EmptyState>
      ) : (
        <ListTable
          caption="用语词库"
          rows={list.items}
          rowKey={(word) => word.id}
          columns={[
            { title: '错误', cell: (word) => word.wrong },
            { title: '正确', cell: (word) => word.right },
            { title: '类别', width: 'narrow', cell: (word) => word.kindLabel },
            { title: '说明', cell: (word) => word.note },
            {
              title: '办理',
              cell: (word) =>
                mayEdit ? (
                  <>
                    <Button
                      size="small"
                      type="link"
                      aria-label={`修改 ${word.wrong}`}
                      onClick={() => setEdited(word)}
                    >
                      修改
                    </Button>
                    <Button
                      size="small"
                      type="link"
                      aria-label={`删除 ${word.wrong}`}
                      onClick={() => void drop(word)}
                    >
                      删除
                    </Button>
                  </>
                ) : (
                  ''
                ),
            },
          ]}
        />
      )}
      <Pager page={list} onPage={onPage} />
      {edited && (
        <FormDialog<LexiconBody>
          name="word"
          title={edited.id === undefined ? '添加用语' : '修改用语'}
          submitLabel="保存"
          initialValues={{
            wrong: edited.wrong ?? '',
            right: edited.right ?? '',
            kind: edited.kind ?? 'error',
            note: edited.note ?? '',
          }}
          onClose={() => setEdited(undefined)}
          onSubmit={save}
        >
          <TextField name="wrong" label="错误" required maxLength={100} />
          <TextField name="right" label="正确" required maxLength={100} />
          <ChoiceField name="kind" label="类别" required options={KIND_OPTIONS} />
          <TextField name="note" label="说明" maxLength={300} />
        </FormDialog>
      )}
    </>
  )
}
