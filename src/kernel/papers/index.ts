export { cleanText, fillBody, paragraphsOf, type Values } from './fill.ts'
export { problemsOf } from './problems.ts'
export { defineTemplate, type Field, type Template, type Wording } from './template.ts'
