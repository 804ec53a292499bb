import { useEffect, useRef, useState } from 'react'
import { App, Button } from 'antd'
import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { FormDialog } from './dialog.tsx'
import { TextField } from './form.tsx'
import { cleanOffice, fromOffice } from './office-paste.ts'
import { picturesOf } from './office-pictures.ts'
import { Picture } from './rich-picture.ts'
import { PictureButtons, type TakePicture } from './rich-picture-bar.tsx'
import { KeptTable, Subscript, Superscript } from './rich-kept.ts'
import { tableNodes } from './rich-table.ts'
import { TableButtons } from './rich-table-bar.tsx'
import { nonce } from './nonce.ts'

export interface RichEditorProps {
  readonly id?: string
  readonly label: string
  /** The text to begin with; the editor owns it from then on. */
  readonly value?: string
  readonly onChange?: (html: string) => void
  /** Without it the text takes no pictures. */
  readonly takePicture?: TakePicture
}

/** Official text: headings, emphasis, lists, links, tables. What it cannot edit (a table with a caption) it keeps. */
export function RichEditor({ id, label, value = '', onChange, takePicture }: RichEditorProps) {
  const { message } = App.useApp()
  const taking = useRef(takePicture)
  const insert = async (now: Editor, html: string, pictures: readonly (File | undefined)[]) => {
    const take = taking.current
    let whole = html
    let missing = 0
    for (const [index, file] of pictures.entries()) {
      const lineage = file && take ? await take(file).catch(() => undefined) : undefined
      if (lineage === undefined) missing += 1
      whole = whole.replace(
        `<img src="/pictures/0" alt="${index}">`,
        lineage === undefined ? '' : `<img src="/pictures/${lineage}" alt="">`,
      )
    }
    now.chain().focus().insertContent(whole).run()
    if (missing > 0) message.warning(`有 ${missing} 张图片没有粘贴进来，请用“插入图片”添加`)
    if (pictures.length > missing) message.info('请给每张图片写一句说明')
  }
  const paste = (now: Editor, data: DataTransfer | null): boolean => {
    if (!data) return false
    const html = data.getData('text/html')
    const files = [...data.files].filter((file) => file.type.startsWith('image/'))
    const text = html === '' || !(fromOffice(html) || /<img\b/i.test(html)) ? undefined : cleanOffice(html)
    if (text && text.pictures.length > 0) {
      const found = picturesOf(text.pictures, data.getData('text/rtf'))
      void insert(now, text.html, found.length === 1 && files.length === 1 ? files : found)
      return true
    }
    if (html !== '' || files.length === 0) return false
    void insert(now, files.map((_, index) => `<img src="/pictures/0" alt="${index}">`).join(''), files)
    return true
  }
  const own = useRef<Editor>(null)
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3, 4] },
        code: false,
        codeBlock: false,
        link: {
          openOnClick: false,
          autolink: false,
          protocols: ['http', 'https', 'mailto', 'tel'],
          HTMLAttributes: { target: null, rel: null },
        },
      }),
      KeptTable,
      ...tableNodes,
      Subscript,
      Superscript,
      Picture,
    ],
    content: value,
    injectCSS: false,
    ...(nonce === undefined ? {} : { injectNonce: nonce }),
    editorProps: {
      transformPastedHTML: (html) => (fromOffice(html) ? cleanOffice(html).html : html),
      handlePaste: (_view, event) => own.current !== null && paste(own.current, event.clipboardData),
      handleDrop: (_view, event, _slice, moved) =>
        !moved && own.current !== null && paste(own.current, event.dataTransfer),
      attributes: {
        'aria-label': label,
        role: 'textbox',
        'aria-multiline': 'true',
        class: 'prose editor-text',
        ...(id === undefined ? {} : { id }),
      },
    },
    onUpdate: ({ editor: changed }) => onChange?.(changed.isEmpty ? '' : changed.getHTML()),
  })
  useEffect(() => {
    own.current = editor
    taking.current = takePicture
  })
  return (
    <div className="editor">
      <Toolbar editor={editor} {...(takePicture ? { takePicture } : {})} />
      <EditorContent editor={editor} />
    </div>
  )
}

function Toolbar({ editor, takePicture }: { readonly editor: Editor; readonly takePicture?: TakePicture }) {
  const [linking, setLinking] = useState(false)
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      heading: [2, 3, 4].find((level) => now.isActive('heading', { level })) ?? 0,
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      link: now.isActive('link'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  })
  const chain = () => editor.chain().focus()
  const toggle = (label: string, on: boolean, icon: React.ReactNode, run: () => void) => (
    <Button
      type="text"
      size="small"
      aria-label={label}
      title={label}
      aria-pressed={on}
      icon={icon}
      onClick={run}
    />
  )
  return (
    <div className="editor-bar" role="toolbar" aria-label="正文格式">
      <select
        className="select select-small"
        aria-label="段落格式"
        value={state.heading}
        onChange={(event) => setHeading(editor, Number(event.target.value))}
      >
        <option value={0}>正文</option>
        <option value={2}>一级标题</option>
        <option value={3}>二级标题</option>
        <option value={4}>三级标题</option>
      </select>
      {toggle('加粗', state.bold, <BoldOutlined />, () => chain().toggleBold().run())}
      {toggle('斜体', state.italic, <ItalicOutlined />, () => chain().toggleItalic().run())}
      {toggle('项目列表', state.bulletList, <UnorderedListOutlined />, () =>
        chain().toggleBulletList().run(),
      )}
      {toggle('编号列表', state.orderedList, <OrderedListOutlined />, () =>
        chain().toggleOrderedList().run(),
      )}
      {toggle('链接', state.link, <LinkOutlined />, () => setLinking(true))}
      <Button
        type="text"
        size="small"
        aria-label="撤销"
        title="撤销"
        icon={<UndoOutlined />}
        disabled={!state.undo}
        onClick={() => chain().undo().run()}
      />
      <Button
        type="text"
        size="small"
        aria-label="重做"
        title="重做"
        icon={<RedoOutlined />}
        disabled={!state.redo}
        onClick={() => chain().redo().run()}
      />
      <TableButtons editor={editor} />
      {takePicture && <PictureButtons editor={editor} takePicture={takePicture} />}
      {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </div>
  )
}

function setHeading(editor: Editor, level: number): void {
  const chain = editor.chain().focus()
  if (level === 2 || level === 3 || level === 4) chain.setHeading({ level }).run()
  else chain.setParagraph().run()
}

function LinkDialog({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const before: unknown = editor.getAttributes('link')['href']
  const set = async ({ href }: { href?: string }) => {
    const address = href?.trim() ?? ''
    const chain = editor.chain().focus().extendMarkRange('link')
    if (address === '') chain.unsetLink().run()
    else if (editor.state.selection.empty && before === undefined) {
      chain
        .insertContent([{ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }])
        .run()
    } else chain.setLink({ href: address }).run()
    onClose()
  }
  return (
    <FormDialog
      name="link"
      title="链接"
      submitLabel="确定"
      onClose={onClose}
      initialValues={{ href: typeof before === 'string' ? before : '' }}
      onSubmit={set}
    >
      <TextField name="href" label="链接地址" hint="以 https:// 开头；留空则取消链接" autoFocus />
    </FormDialog>
  )
}
