import { expect, test } from 'vitest'
import { picturesOf } from './office-pictures.ts'

const PNG = '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489'
const pict = (blip: string, hex: string) =>
  `{\\*\\shppict{\\pict{\\*\\picprop\\shplid1025{\\sp{\\sn shapeType}{\\sv 75}}}\\picscalex100\\picw33\\pich33\\${blip}\\bliptag1 {\\*\\blipuid 0123456789abcdef0123456789abcdef}${hex.replace(/(.{64})/g, '$1\r\n')}}}{\\nonshppict{\\pict\\wmetafile8 010203}}`
const bytes = async (file: File | undefined) => file && Buffer.from(await file.arrayBuffer()).toString('hex')

test('pictures stand in the RTF beside the text, each once and in order', async () => {
  const rtf = `{\\rtf1 text \\{not a group\\} ${pict('pngblip', PNG)} more ${pict('jpegblip', 'ffd8ffe000104a46494600010101006000600000')}}`
  const found = picturesOf(['file:///C:/a.png', 'file:///C:/b.jpg'], rtf)
  expect(found.map((file) => [file?.name, file?.type])).toEqual([
    ['图1.png', 'image/png'],
    ['图2.jpg', 'image/jpeg'],
  ])
  expect(await bytes(found[0])).toBe(PNG)
})

test('what both do not tell alike, or no page shows, is left out', () => {
  expect(picturesOf(['file:///a.png', 'file:///b.png'], `{\\rtf1 ${pict('pngblip', PNG)}}`)).toEqual([
    undefined,
    undefined,
  ])
  expect(picturesOf(['file:///a.emf'], `{\\rtf1 ${pict('emfblip', PNG)}}`)).toEqual([undefined])
  expect(picturesOf(['https://elsewhere.example/a.png'], '')).toEqual([undefined])
})

test('a picture written into its address is taken as it is', async () => {
  const [file] = picturesOf([`data:image/png;base64,${Buffer.from(PNG, 'hex').toString('base64')}`], '')
  expect(await bytes(file)).toBe(PNG)
})
