import type { ByLanguage } from '../../shared/languages.ts';
import { bell } from './en/alert-rules.ts';
import { chats } from './en/chats.ts';
import { common } from './en/common.ts';
import { completeness } from './en/completeness.ts';
import { customOrder } from './en/custom-order.ts';
import { customers } from './en/customers.ts';
import { doctor } from './en/diagnostics.ts';
import { drafts } from './en/drafts.ts';
import { filters } from './en/filters.ts';
import { frame } from './en/frame.ts';
import { inbox } from './en/inbox.ts';
import { insights } from './en/insights.ts';
import { recipes } from './en/mail-templates.ts';
import { manualOrder } from './en/manual-order.ts';
import { notices } from './en/notices.ts';
import { order } from './en/order.ts';
import { deeds } from './en/order-actions.ts';
import { orderForm } from './en/order-form.ts';
import { orderTrace } from './en/order-trace.ts';
import { palette } from './en/palette.ts';
import { presence } from './en/presence.ts';
import { orderTies } from './en/related-orders.ts';
import { senders } from './en/senders.ts';
import { settings } from './en/settings.ts';
import { setup } from './en/setup.ts';
import { setupGuide } from './en/setup-guide.ts';
import { tickets } from './en/tickets.ts';
import { updates } from './en/updates.ts';
import { bell as bellPl } from './pl/alert-rules.ts';
import { chats as chatsPl } from './pl/chats.ts';
import { common as commonPl } from './pl/common.ts';
import { completeness as completenessPl } from './pl/completeness.ts';
import { customOrder as customOrderPl } from './pl/custom-order.ts';
import { customers as customersPl } from './pl/customers.ts';
import { doctor as doctorPl } from './pl/diagnostics.ts';
import { drafts as draftsPl } from './pl/drafts.ts';
import { filters as filtersPl } from './pl/filters.ts';
import { frame as framePl } from './pl/frame.ts';
import { inbox as inboxPl } from './pl/inbox.ts';
import { insights as insightsPl } from './pl/insights.ts';
import { recipes as recipesPl } from './pl/mail-templates.ts';
import { manualOrder as manualOrderPl } from './pl/manual-order.ts';
import { notices as noticesPl } from './pl/notices.ts';
import { order as orderPl } from './pl/order.ts';
import { deeds as deedsPl } from './pl/order-actions.ts';
import { orderForm as orderFormPl } from './pl/order-form.ts';
import { orderTrace as orderTracePl } from './pl/order-trace.ts';
import { palette as palettePl } from './pl/palette.ts';
import { presence as presencePl } from './pl/presence.ts';
import { orderTies as orderTiesPl } from './pl/related-orders.ts';
import { senders as sendersPl } from './pl/senders.ts';
import { settings as settingsPl } from './pl/settings.ts';
import { setup as setupPl } from './pl/setup.ts';
import { setupGuide as setupGuidePl } from './pl/setup-guide.ts';
import { tickets as ticketsPl } from './pl/tickets.ts';
import { updates as updatesPl } from './pl/updates.ts';
import { bell as bellUk } from './uk/alert-rules.ts';
import { chats as chatsUk } from './uk/chats.ts';
import { common as commonUk } from './uk/common.ts';
import { completeness as completenessUk } from './uk/completeness.ts';
import { customOrder as customOrderUk } from './uk/custom-order.ts';
import { customers as customersUk } from './uk/customers.ts';
import { doctor as doctorUk } from './uk/diagnostics.ts';
import { drafts as draftsUk } from './uk/drafts.ts';
import { filters as filtersUk } from './uk/filters.ts';
import { frame as frameUk } from './uk/frame.ts';
import { inbox as inboxUk } from './uk/inbox.ts';
import { insights as insightsUk } from './uk/insights.ts';
import { recipes as recipesUk } from './uk/mail-templates.ts';
import { manualOrder as manualOrderUk } from './uk/manual-order.ts';
import { notices as noticesUk } from './uk/notices.ts';
import { order as orderUk } from './uk/order.ts';
import { deeds as deedsUk } from './uk/order-actions.ts';
import { orderForm as orderFormUk } from './uk/order-form.ts';
import { orderTrace as orderTraceUk } from './uk/order-trace.ts';
import { palette as paletteUk } from './uk/palette.ts';
import { presence as presenceUk } from './uk/presence.ts';
import { orderTies as orderTiesUk } from './uk/related-orders.ts';
import { senders as sendersUk } from './uk/senders.ts';
import { settings as settingsUk } from './uk/settings.ts';
import { setup as setupUk } from './uk/setup.ts';
import { setupGuide as setupGuideUk } from './uk/setup-guide.ts';
import { tickets as ticketsUk } from './uk/tickets.ts';
import { updates as updatesUk } from './uk/updates.ts';

/** One catalogue per feature; the namespace is the feature's name. */
export const resources = {
  en: {
    common,
    frame,
    inbox,
    deeds,
    filters,
    order,
    orderTies,
    orderTrace,
    palette,
    presence,
    chats,
    drafts,
    customers,
    orderForm,
    manualOrder,
    customOrder,
    completeness,
    insights,
    recipes,
    senders,
    bell,
    notices,
    setup,
    setupGuide,
    doctor,
    settings,
    tickets,
    updates,
  },
  uk: {
    common: commonUk,
    frame: frameUk,
    inbox: inboxUk,
    deeds: deedsUk,
    filters: filtersUk,
    order: orderUk,
    orderTies: orderTiesUk,
    orderTrace: orderTraceUk,
    palette: paletteUk,
    presence: presenceUk,
    chats: chatsUk,
    drafts: draftsUk,
    customers: customersUk,
    orderForm: orderFormUk,
    manualOrder: manualOrderUk,
    customOrder: customOrderUk,
    completeness: completenessUk,
    insights: insightsUk,
    recipes: recipesUk,
    senders: sendersUk,
    bell: bellUk,
    notices: noticesUk,
    setup: setupUk,
    setupGuide: setupGuideUk,
    doctor: doctorUk,
    settings: settingsUk,
    tickets: ticketsUk,
    updates: updatesUk,
  },
  pl: {
    common: commonPl,
    frame: framePl,
    inbox: inboxPl,
    deeds: deedsPl,
    filters: filtersPl,
    order: orderPl,
    orderTies: orderTiesPl,
    orderTrace: orderTracePl,
    palette: palettePl,
    presence: presencePl,
    chats: chatsPl,
    drafts: draftsPl,
    customers: customersPl,
    orderForm: orderFormPl,
    manualOrder: manualOrderPl,
    customOrder: customOrderPl,
    completeness: completenessPl,
    insights: insightsPl,
    recipes: recipesPl,
    senders: sendersPl,
    bell: bellPl,
    notices: noticesPl,
    setup: setupPl,
    setupGuide: setupGuidePl,
    doctor: doctorPl,
    settings: settingsPl,
    tickets: ticketsPl,
    updates: updatesPl,
  },
} as const satisfies ByLanguage<unknown>;
