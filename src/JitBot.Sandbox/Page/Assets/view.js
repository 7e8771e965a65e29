// On a narrow screen one pane shows at a time, chosen by the tabs below; on one of middling width one of the chats; on a wide one all.

const chats = ['slack', 'teams'];

export function look(view) {
  document.body.dataset.view = view;
  if (chats.includes(view)) document.body.dataset.chat = view;
  for (const tab of document.querySelectorAll('.tabs button')) tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
  for (const chat of document.querySelectorAll('.chats button')) chat.setAttribute('aria-pressed', String(chat.dataset.view === document.body.dataset.chat));
}

export function startViews() {
  for (const button of document.querySelectorAll('button[data-view]')) button.addEventListener('click', () => look(button.dataset.view));
  look('slack');
}
