import type { FrameInput } from './frame.tsx'

/** The main navigation of the portal. */
export const navigation: FrameInput['navigation'] = [
  { label: '首页', href: '/', section: 'home' },
  { label: '政府信息公开', href: '/disclosure', section: 'disclosure' },
  { label: '法规规章', href: '/channels/laws', section: 'laws' },
  { label: '依申请公开', href: '/requests/new', section: 'requests' },
  { label: '咨询', href: '/consultations/new', section: 'consultations' },
  { label: '机构', href: '/units', section: 'units' },
  { label: '年报', href: '/reports', section: 'reports' },
]
