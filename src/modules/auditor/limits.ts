/** A report of the longest kind has some fifty thousand characters. */
export const LONGEST_TEXT = 300_000
export const UPLOADS = { files: 5, megabytes: 10 }
