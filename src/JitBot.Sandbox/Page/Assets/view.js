// On a narrow screen one pane shows at a time, chosen by the tabs below; on a wide one all do.

export function look(view) {
  document.body.dataset.view = view;
  for (const tab of document.querySelectorAll('.tabs button')) tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
}

export function startViews() {
  for (const tab of document.querySelectorAll('.tabs button')) tab.addEventListener('click', () => look(tab.dataset.view));
  look('talk');
}
