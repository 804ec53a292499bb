import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'

/**
 * Leads to a page that the kind of case declared: which kinds there are is known at run time only, so the address
 * cannot be one of the typed ones.
 */
export function CaseLink(props: {
  readonly page: string
  readonly search?: { readonly unitId?: number; readonly light?: 'yellow' | 'red' }
  readonly children: ReactNode
}) {
  return (
    <Link to={props.page as '/requests'} search={props.search ?? {}}>
      {props.children}
    </Link>
  )
}
