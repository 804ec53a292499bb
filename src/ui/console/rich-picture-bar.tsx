import { useRef, useState } from 'react'
import { App, Button } from 'antd'
import { PictureOutlined } from '@ant-design/icons'
import { useEditorState, type Editor } from '@tiptap/react'
import { FormDialog } from './dialog.tsx'
import { TextAreaField } from './form.tsx'
import { errorWords } from './words.ts'

/** Takes a picture into the document and answers its number. */
export type TakePicture = (file: File) => Promise<number>

const PICTURE_TYPES = 'image/png,image/jpeg,image/gif,image/webp,image/bmp,image/tiff'

/** Inserting a picture, which asks at once what it shows; on a picture, saying it anew. */
export function PictureButtons({
  editor,
  takePicture,
}: {
  readonly editor: Editor
  readonly takePicture: TakePicture
}) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [describing, setDescribing] = useState(false)
  const { message } = App.useApp()
  const inside = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('picture') })
  const insert = async (files: readonly File[]) => {
    setBusy(true)
    try {
      for (const file of files) {
        const lineage = await takePicture(file)
        editor
          .chain()
          .focus()
          .insertContent({ type: 'picture', attrs: { lineage, alt: '' } })
          .run()
      }
      if (files.length === 1) {
        selectLast(editor)
        setDescribing(true)
      }
    } catch (error) {
      message.error(errorWords(error))
    }
    setBusy(false)
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={PICTURE_TYPES}
        className="unseen"
        tabIndex={-1}
        aria-label="选择图片"
        onChange={(event) => void insert([...(event.target.files ?? [])])}
      />
      <Button
        type="text"
        size="small"
        aria-label="插入图片"
        title="插入图片"
        icon={<PictureOutlined />}
        loading={busy}
        onClick={() => input.current?.click()}
      />
      {inside && (
        <Button type="text" size="small" onClick={() => setDescribing(true)}>
          图片说明
        </Button>
      )}
      {describing && <DescribeDialog editor={editor} onClose={() => setDescribing(false)} />}
    </>
  )
}

/** The cursor stands behind what was inserted: goes back onto it, so that its words can be asked for. */
function selectLast(editor: Editor): void {
  const { from } = editor.state.selection
  for (let at = from; at >= Math.max(0, from - 2); at -= 1) {
    if (editor.state.doc.nodeAt(at)?.type.name === 'picture') {
      editor.commands.setNodeSelection(at)
      return
    }
  }
}

function DescribeDialog({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const before: unknown = editor.getAttributes('picture')['alt']
  const describe = async ({ alt }: { alt: string }) => {
    editor.chain().focus().updateAttributes('picture', { alt: alt.trim() }).run()
    onClose()
  }
  return (
    <FormDialog<{ alt: string }>
      name="picture"
      title="图片说明"
      submitLabel="确定"
      onClose={onClose}
      initialValues={{ alt: typeof before === 'string' ? before : '' }}
      onSubmit={describe}
    >
      <TextAreaField
        name="alt"
        label="图片上有什么"
        required
        rows={2}
        maxLength={200}
        hint="看不见图片的人听到的就是这句话；图里的文字和数字要写出来"
      />
    </FormDialog>
  )
}
