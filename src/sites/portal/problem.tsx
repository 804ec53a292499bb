import type { PageContent } from '#platform/http/page.ts'

const TEXTS: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  not_found: ['没有找到这个页面', '地址可能有误，或者页面已经移走。可以从首页或者搜索找到它。'],
  too_many: ['操作太频繁', '请过一分钟再试。'],
  database_unreachable: ['暂时无法读取数据', '系统正在恢复，请稍后再试。已经提交的内容不会丢失。'],
  csrf: ['页面已经过期', '请返回上一页，刷新后重新提交。'],
}

/** An error for a person: what happened, and what to do next. */
export function problemContent(problem: { status: number; code: string; requestId: string }): PageContent {
  const [title, advice] = TEXTS[problem.code] ?? [
    problem.status >= 500 ? '系统出了问题' : '这个请求不能处理',
    problem.status >= 500 ? '我们已经记录了这次故障，请稍后再试。' : '请检查填写的内容，返回上一页再试。',
  ]
  return {
    title,
    status: problem.status,
    private: true,
    tags: [],
    main: (
      <div className="page-head">
        <h1>{title}</h1>
        <p className="lead">{advice}</p>
        {problem.status >= 500 ? <p className="lead">故障编号：{problem.requestId}</p> : null}
        <p className="actions">
          <a href="/">回到首页</a> <a href="/sitemap">网站地图</a> <a href="/units">找部门</a>
        </p>
      </div>
    ),
  }
}
