// Small comforts on top of pages that work without them: larger type that is remembered.
const KEY = 'mingjing-large'
const root = document.documentElement

function show(large) {
  root.classList.toggle('large', large)
  for (const button of document.querySelectorAll('[data-large]')) {
    button.hidden = false
    button.setAttribute('aria-pressed', String(large))
  }
}

function read() {
  try {
    return localStorage.getItem(KEY) === '1'
  } catch {
    return false
  }
}

show(read())
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-large]')) return
  const large = !root.classList.contains('large')
  try {
    localStorage.setItem(KEY, large ? '1' : '0')
  } catch {
    // A browser that keeps nothing still shows it on this page.
  }
  show(large)
})

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
document.querySelector('.error-summary')?.focus()
