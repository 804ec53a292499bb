import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ErrorSummary, RadioGroup, SelectField, TextArea, TextField } from './form.tsx'

const options = [
  { value: 'paper', label: '纸质' },
  { value: 'electronic', label: '电子文件' },
]
const wrong = {
  name: 'wanted',
  label: '所需信息',
  value: '',
  hint: '写明名称或者文号。',
  error: '请填写所需信息',
}

describe('a field', () => {
  test.each([
    ['one line of text', <TextField key="1" {...wrong} />, 'input'],
    ['several lines of text', <TextArea key="2" {...wrong} />, 'textarea'],
    ['a choice from a list', <SelectField key="3" {...wrong} options={options} />, 'select'],
  ])('%s has its label, and names its hint and its error', (_, field, element) => {
    const html = renderToStaticMarkup(field)
    expect(html).toContain('<label for="wanted">所需信息</label>')
    const control = new RegExp(`<${element}[^>]*id="wanted"[^>]*>`).exec(html)?.[0] ?? ''
    expect(control).toContain('aria-describedby="wanted-hint wanted-error"')
    expect(control).toContain('aria-invalid="true"')
    expect(html).toContain('id="wanted-hint">写明名称或者文号。')
    expect(html).toContain('id="wanted-error">请填写所需信息')
  })

  test('a radio group has a legend, a label for each choice, and is itself what is wrong', () => {
    const html = renderToStaticMarkup(<RadioGroup {...wrong} value="electronic" options={options} />)
    expect(html).toContain(
      'role="radiogroup" aria-describedby="wanted-hint wanted-error" aria-invalid="true"',
    )
    expect(html).toContain('<legend>所需信息</legend>')
    for (const id of html.matchAll(/<input[^>]* id="([^"]+)"/g))
      expect(html).toContain(`<label for="${id[1]}">`)
    expect(/<input[^>]*value="electronic"[^>]*>/.exec(html)?.[0]).toContain('checked')
  })

  test('what is right is not said to be wrong, and what may stay empty says so', () => {
    const html = renderToStaticMarkup(<TextField name="fax" label="传真" value="" required={false} />)
    expect(html).not.toMatch(/aria-(invalid|describedby)/)
    expect(html).toContain('（选填）')
  })
})

describe('the errors of a form', () => {
  test('stand together on top, each a link to a field that is there', () => {
    const fields = (
      <>
        <TextField {...wrong} name="phone" />
        <RadioGroup {...wrong} name="form" options={options} />
      </>
    )
    const errors = [
      { field: 'phone', message: '请填写电话' },
      { field: 'phone', message: '电话只能有数字' },
      { field: 'form', message: '请选择形式' },
    ]
    const summary = renderToStaticMarkup(<ErrorSummary errors={errors} />)
    const html = renderToStaticMarkup(fields)
    expect(summary).toContain('role="alert"')
    expect(summary).toContain('还有 3 处需要修改')
    const targets = [...summary.matchAll(/href="#([^"]+)"/g)].map((found) => found[1])
    expect(targets).toEqual(['phone', 'phone', 'form'])
    for (const target of targets) expect(html).toContain(`id="${target}"`)
  })

  test('are silent when there are none', () => {
    expect(renderToStaticMarkup(<ErrorSummary errors={[]} />)).toBe('')
  })
})
