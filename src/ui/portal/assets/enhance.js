// Small comforts on top of pages that work without them. Loaded before the body on purpose: larger type that came
// only after the first paint would make every page jump.
;(() => {
  const KEY = 'mingjing-large'
  const root = document.documentElement

  function read() {
    try {
      return localStorage.getItem(KEY) === '1'
    } catch {
      return false
    }
  }

  function keep(large) {
    try {
      localStorage.setItem(KEY, large ? '1' : '0')
    } catch {
      // A browser that keeps nothing still shows it on this page.
    }
  }

  function show(large) {
    root.classList.toggle('large', large)
    for (const button of document.querySelectorAll('[data-large]')) {
      button.hidden = false
      button.setAttribute('aria-pressed', String(large))
    }
  }

  // Says to the style sheet that these buttons will work, so that their place is kept from the first paint.
  root.classList.add('with-script')
  show(read())
  document.addEventListener('DOMContentLoaded', () => {
    show(read())
    for (const button of document.querySelectorAll('[data-large]')) {
      button.addEventListener('click', () => {
        const large = !root.classList.contains('large')
        keep(large)
        show(large)
      })
    }
    for (const button of document.querySelectorAll('[data-print]')) {
      button.hidden = false
      button.addEventListener('click', () => window.print())
    }
    document.querySelector('.error-summary')?.focus()
  })
})()
