import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { EditorContent, Node, useEditor, type Editor, type JSONContent } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { nonce } from './nonce.ts'

/** What a screen can ask of the editor. */
export interface TokenEditorHandle {
  /** Puts a token in where the cursor stands. */
  insert(token: string): void
  /** Puts a token in the place of words in a line, counted from 1 without empty lines. */
  replace(line: number, words: string, token: string): void
}

export interface TokenEditorProps {
  readonly label: string
  /** Lines of words with {{tokens}}; the editor owns them from then on. */
  readonly value: string
  /** What a token says at present; undefined while nobody knows. */
  readonly sayOf: (token: string) => string | undefined
  readonly onChange: (value: string) => void
  readonly handle?: Ref<TokenEditorHandle>
}

const TOKEN = /\{\{[^{}]*\}\}/g

/** A token is one thing in the text: the cursor goes past it, and it is taken away whole. */
const TokenNode = Node.create({
  name: 'token',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ token: { default: '' } }),
  parseHTML: () => [
    { tag: 'span[data-token]', getAttrs: (element) => ({ token: element.getAttribute('data-token') }) },
  ],
  renderHTML: ({ node }) => ['span', { 'data-token': String(node.attrs['token']), class: 'token' }],
  renderText: ({ node }) => String(node.attrs['token']),
})

function lineNode(line: string): JSONContent {
  const content: JSONContent[] = []
  let at = 0
  const words = (to: number) => {
    if (to > at) content.push({ type: 'text', text: line.slice(at, to) })
  }
  for (const match of line.matchAll(TOKEN)) {
    words(match.index)
    content.push({ type: 'token', attrs: { token: match[0] } })
    at = match.index + match[0].length
  }
  words(line.length)
  return { type: 'paragraph', ...(content.length === 0 ? {} : { content }) }
}

const documentOf = (value: string): JSONContent => ({ type: 'doc', content: value.split('\n').map(lineNode) })

const textOf = (editor: Editor) => editor.getText({ blockSeparator: '\n' })

/** Where words stand in a line; undefined where they are gone meanwhile. */
function placeOf(editor: Editor, line: number, words: string): { from: number; to: number } | undefined {
  let lines = 0
  let found: { from: number; to: number } | undefined
  editor.state.doc.forEach((block, start) => {
    if (block.textBetween(0, block.content.size, undefined, ' x ').trim() !== '') lines += 1
    if (lines !== line || found) return
    block.forEach((part, at) => {
      const index = part.isText ? (part.text ?? '').indexOf(words) : -1
      if (index < 0 || found) return
      const from = start + 1 + at + index
      found = { from, to: from + words.length }
    })
  })
  return found
}

/** Plain lines in which numbers stand as chips that say their value and name what they are. */
export function TokenEditor({ label, value, sayOf, onChange, handle }: TokenEditorProps) {
  const say = useRef(sayOf)
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        bold: false,
        italic: false,
        strike: false,
        underline: false,
        code: false,
        codeBlock: false,
        blockquote: false,
        bulletList: false,
        orderedList: false,
        listItem: false,
        horizontalRule: false,
        hardBreak: false,
        link: false,
      }),
      TokenNode,
    ],
    content: documentOf(value),
    injectCSS: false,
    ...(nonce === undefined ? {} : { injectNonce: nonce }),
    editorProps: {
      attributes: {
        'aria-label': label,
        role: 'textbox',
        'aria-multiline': 'true',
        class: 'prose editor-text',
      },
      nodeViews: {
        token: (node) => {
          const dom = document.createElement('span')
          const token = String(node.attrs['token'])
          dom.className = 'token'
          dom.dataset['token'] = token
          dom.textContent = say.current(token) ?? token
          dom.title = token
          return { dom }
        },
      },
    },
    onUpdate: ({ editor: changed }) => onChange(textOf(changed)),
  })
  useEffect(() => {
    say.current = sayOf
    for (const chip of editor.view.dom.querySelectorAll<HTMLElement>('[data-token]')) {
      const token = chip.dataset['token'] ?? ''
      const said = sayOf(token) ?? token
      if (chip.textContent !== said) chip.textContent = said
    }
  })
  useImperativeHandle(handle, () => ({
    insert: (token) => {
      editor.chain().focus().insertContent({ type: 'token', attrs: { token } }).run()
    },
    replace: (line, words, token) => {
      const place = placeOf(editor, line, words)
      if (!place) return
      editor.chain().focus().insertContentAt(place, { type: 'token', attrs: { token } }).run()
    },
  }))
  return (
    <div className="editor">
      <EditorContent editor={editor} />
    </div>
  )
}
