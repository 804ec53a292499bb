/**
 * The page and the body of official papers by GB/T 9704-2012: lengths in millimetres, type in points (二号 22, 三号 16,
 * 四号 14).
 */
export const officialPaper = {
  page: { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 },
  body: 16,
  title: 22,
  small: 14,
  /** 22 lines on a page of 225 mm. */
  line: 29,
} as const
