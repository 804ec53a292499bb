import { expect, test } from 'vitest'
import { cleanOffice, fromOffice } from './office-paste.ts'

const mark = (text: string) =>
  `<![if !supportLists]><span lang=EN-US style='font-family:Symbol'><span style='mso-list:Ignore'>${text}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>`
const item = (level: number, text: string, of: string) =>
  `<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level${level} lfo1'>${mark(text)}${of}<o:p></o:p></p>\r\n`

test('a text of Word keeps its structure and loses its dress', () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=ProgId content=Word.Document>
<style><!-- p.MsoNormal {mso-style-parent:"";} --></style><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span style='font-family:黑体'>总体要求</span><span lang=EN-US><o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>各单位要<b>做好
河道</b>保洁，</span><span lang=EN-US>see <a href="https://www.example.gov.cn/a?b=1&amp;c=2" target="_blank">here</a></span>。</p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<h2>工作任务</h2><p class=MsoNormal onclick="alert(1)">正文<script>alert(1)</script><del>删去的</del><ins>补上的</ins><span style='mso-hide:all'>看不见</span></p>
<!--EndFragment--></body></html>`
  expect(fromOffice(word)).toBe(true)
  expect(cleanOffice(word)).toEqual({
    html:
      '<h2>总体要求</h2><p>各单位要<strong>做好河道</strong>保洁，see <a href="https://www.example.gov.cn/a?b=1&amp;c=2">here</a>。</p>' +
      '<h3>工作任务</h3><p>正文补上的</p>',
    pictures: [],
  })
})

test('paragraphs dressed as lists become lists, one inside the other', () => {
  const html = item(1, '·', '河道') + item(2, 'o', '城区段') + item(2, 'o', '郊区段') + item(1, '·', '湖泊')
  expect(cleanOffice(html).html).toBe(
    '<ul><li><p>河道</p><ul><li><p>城区段</p></li><li><p>郊区段</p></li></ul></li><li><p>湖泊</p></li></ul>',
  )
  expect(
    cleanOffice(`${item(1, '3.', '第三')}${item(1, '4.', '第四')}<p class=MsoNormal>后文</p>`).html,
  ).toBe('<ol start="3"><li><p>第三</p></li><li><p>第四</p></li></ol><p>后文</p>')
})

test('numbers that are cited stay in the text as they are', () => {
  const html =
    item(1, '一、', '总则') + item(2, '（一）', '范围') + item(1, '第二条', '适用') + item(1, '1)', '甲')
  expect(
    cleanOffice(html)
      .html.replace(/\u00a0/g, '')
      .replace(/ /g, ''),
  ).toBe('<p>一、总则</p><p>（一）范围</p><p>第二条适用</p><p>1)甲</p>')
})

test('a table of WPS keeps its head and its joined cells', () => {
  const wps = `<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'><thead><tr style='mso-yfti-irow:0'>
<td width=100 colspan=2 style='border:solid'><p class=MsoNormal align=center><b>河段</b><o:p></o:p></p></td></tr></thead>
<tbody><tr><td rowspan="2" valign=top><p class=MsoNormal>东河</p></td><td><p class=MsoNormal>3</p><p class=MsoNormal>公里</p></td></tr>
<tr><td colspan="0" rowspan="x"><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></tbody></table>`
  expect(cleanOffice(wps).html).toBe(
    '<table><tr><th colspan="2"><p><strong>河段</strong></p></th></tr><tr><td rowspan="2"><p>东河</p></td><td><p>3</p><p>公里</p></td></tr><tr><td></td></tr></table>',
  )
})

test('pictures keep their places and say where from, comments and foreign links too', () => {
  const html = `<p class=MsoNormal>图<img src="file:///C:/Users/a/1.png"><img src="data:image/png;base64,AA">一
<a href="file:///C:/a.docx">本机</a><a href="javascript:alert(1)">点</a><a name="_Toc1"></a><span class=MsoCommentReference><a class=msocomanchor href="#c">[甲1]</a></span></p>
<div style='mso-element:comment-list'><p class=MsoCommentText>改一改</p></div>`
  const cleaned = cleanOffice(html)
  expect(cleaned.pictures).toEqual(['file:///C:/Users/a/1.png', 'data:image/png;base64,AA'])
  expect(cleaned.html).toBe('<p>图<img src="/pictures/0" alt="0"><img src="/pictures/0" alt="1">一本机点</p>')
})

test('what looks like markup in the text stays text', () => {
  expect(cleanOffice('<p class=MsoNormal>&lt;img src=x onerror=alert(1)&gt;</p>').html).toBe(
    '<p>&lt;img src=x onerror=alert(1)&gt;</p>',
  )
  expect(fromOffice('<p>普通网页</p>')).toBe(false)
})
