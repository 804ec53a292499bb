import type { ReactNode } from 'react'
import {
  AuditOutlined,
  BarChartOutlined,
  TableOutlined,
  BookOutlined,
  BulbOutlined,
  DashboardOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FlagOutlined,
  GlobalOutlined,
  HomeOutlined,
  InboxOutlined,
  QuestionCircleOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  ProfileOutlined,
  ShareAltOutlined,
  SwapOutlined,
  MailOutlined,
  SendOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { DeskView } from '#modules/desk/contract.ts'

export interface Place {
  readonly to:
    | '/'
    | '/documents'
    | '/reviews'
    | '/requests'
    | '/consultations'
    | '/casebook'
    | '/remedies'
    | '/registers'
    | '/checking'
    | '/normative'
    | '/gazette'
    | '/disclosure'
    | '/papers'
    | '/reports'
    | '/site-reports'
    | '/sites'
    | '/subscriptions'
    | '/messages'
    | '/topics'
    | '/cohandlings'
    | '/casework/load'
    | '/casework/overview'
    | '/admin'
  readonly label: string
  readonly icon: ReactNode
  /** Shown to who holds one of these; to everybody where there are none. */
  readonly permissions: readonly string[]
  /** What waits there. */
  readonly count?: (desk: DeskView) => number
  readonly pressing?: (desk: DeskView) => boolean
}

/** The few places of the work, in the order of the day. */
export const places: readonly Place[] = [
  {
    to: '/',
    label: '今天要办',
    icon: <HomeOutlined />,
    permissions: [],
    count: (desk) => desk.dueToday + desk.red,
    pressing: (desk) => desk.red > 0,
  },
  {
    to: '/documents',
    label: '文档',
    icon: <FileTextOutlined />,
    permissions: ['publishing.read'],
    count: (desk) => desk.drafts,
  },
  {
    to: '/reviews',
    label: '待我审核',
    icon: <AuditOutlined />,
    permissions: ['review.sign', 'review.read'],
    count: (desk) => desk.reviewsWaiting,
  },
  {
    to: '/requests',
    label: '依申请公开',
    icon: <InboxOutlined />,
    permissions: ['requests.read'],
    count: (desk) => desk.yellow + desk.red,
    pressing: (desk) => desk.red > 0,
  },
  {
    to: '/consultations',
    label: '咨询',
    icon: <QuestionCircleOutlined />,
    permissions: ['consultations.read'],
    count: (desk) => desk.consultations,
    pressing: (desk) => desk.consultationsRed > 0,
  },
  {
    to: '/casebook',
    label: '问答和案例',
    icon: <BulbOutlined />,
    permissions: ['casebook.read'],
  },
  {
    to: '/cohandlings',
    label: '会办',
    icon: <ShareAltOutlined />,
    permissions: ['casework.cohandle'],
    count: (desk) => desk.cohandlings,
    pressing: (desk) => desk.cohandlingsRed > 0,
  },
  {
    to: '/casework/load',
    label: '分派',
    icon: <SwapOutlined />,
    permissions: ['casework.distribute'],
  },
  {
    to: '/casework/overview',
    label: '督办总览',
    icon: <DashboardOutlined />,
    permissions: ['casework.oversee'],
  },
  {
    to: '/remedies',
    label: '复议诉讼',
    icon: <SolutionOutlined />,
    permissions: ['remedies.read'],
    count: (desk) => desk.remedies,
    pressing: (desk) => desk.remedies > 0,
  },
  {
    to: '/registers',
    label: '台账',
    icon: <BookOutlined />,
    permissions: ['registers.read', 'registers.enter'],
  },
  {
    to: '/checking',
    label: '内容检查',
    icon: <FileSearchOutlined />,
    permissions: ['checking.patrol', 'checking.lexicon'],
  },
  {
    to: '/normative',
    label: '规范性文件',
    icon: <SafetyCertificateOutlined />,
    permissions: ['legality.read', 'normative.read'],
  },
  {
    to: '/gazette',
    label: '政府公报',
    icon: <ReadOutlined />,
    permissions: ['gazette.read'],
  },
  {
    to: '/disclosure',
    label: '指南和目录',
    icon: <ProfileOutlined />,
    permissions: ['disclosure.read'],
  },
  {
    to: '/reports',
    label: '年度报告',
    icon: <BarChartOutlined />,
    permissions: ['reports.read'],
  },
  {
    to: '/site-reports',
    label: '网站年度报表',
    icon: <TableOutlined />,
    permissions: ['siteyear.read'],
  },
  {
    to: '/papers',
    label: '文书模板',
    icon: <FileDoneOutlined />,
    permissions: ['papers.read_templates'],
  },
  {
    to: '/topics',
    label: '专题',
    icon: <FlagOutlined />,
    permissions: ['topics.read'],
  },
  {
    to: '/sites',
    label: '网站和栏目',
    icon: <GlobalOutlined />,
    permissions: ['sites.manage'],
  },
  {
    to: '/subscriptions',
    label: '邮件订阅',
    icon: <MailOutlined />,
    permissions: ['subscriptions.read'],
  },
  {
    to: '/messages',
    label: '发件箱',
    icon: <SendOutlined />,
    permissions: ['messages.read_outbox'],
  },
  {
    to: '/admin',
    label: '机构和人员',
    icon: <TeamOutlined />,
    permissions: ['administration.units', 'administration.staff', 'review.configure'],
  },
]
