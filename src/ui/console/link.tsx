import type { ReactNode } from 'react'
import { Button } from 'antd'
import { createLink } from '@tanstack/react-router'

/** The main way on from a page, as a button that is a link: it goes somewhere and can be opened beside. */
export const ButtonLink = createLink(
  ({
    icon,
    children,
    ...anchor
  }: {
    readonly href?: string
    readonly icon?: ReactNode
    readonly children?: ReactNode
  }) => (
    <Button {...anchor} type="primary" icon={icon}>
      {children}
    </Button>
  ),
)
