"""Automations that come with the deployments: failed, late and dead runs and degraded lists reach the webhook.

New hits are told by the run itself, and a night without a run by `screening watchdog`: neither depends on these.
"""

import json
from datetime import timedelta
from uuid import UUID

from prefect import get_client
from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ActionTypes, CallWebhook, ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.types import SecretDict

from flows.deployments import TAG
from flows.states import names_with
from screening.operations.night import Remark
from screening.operations.texts import texts
from screening.settings import Settings

_BLOCK = "screening-webhook"
_NAME = "screening: {}"
_EVENT = "prefect.flow-run."
DEAD_AFTER = timedelta(seconds=120)
"""A run that sent no heartbeat for so long is taken for killed; heartbeats come every 30 seconds."""
_EVENTS = {
    "failed": {f"{_EVENT}{state}" for state in ("Failed", "Crashed", "TimedOut")},
    "late": {f"{_EVENT}Late"},
    "degraded": {f"{_EVENT}{name}" for name in names_with(Remark.DEGRADED_LISTS)},
}
"""What is told, by the key of its text."""
_OURS = {"prefect.resource.role": "tag", "prefect.resource.id": f"prefect.tag.{TAG}"}


def set_up(settings: Settings) -> list[str]:
    """Make the automations anew as the settings say; without a webhook only dead runs are marked.

    Returns:
        Their names.
    """
    made = [_dead()]
    if settings.notify.webhook is not None:
        block_id = _webhook(settings.notify.webhook.get_secret_value())
        made += [_told(key, events, block_id, settings) for key, events in _EVENTS.items()]
    _remove_ours()
    for automation in made:
        automation.create()
    return [automation.name for automation in made]


def _told(key: str, events: set[str], block_id: UUID, settings: Settings) -> Automation:
    message = texts()[f"automation_{key}"][settings.notify.language]
    action = CallWebhook(block_document_id=block_id, payload=json.dumps({"text": message}, ensure_ascii=False))
    return _automation(key, EventTrigger(expect=events, match_related=_OURS, posture=Posture.Reactive), action)


def _dead() -> Automation:
    trigger = EventTrigger(
        after={f"{_EVENT}heartbeat"},
        expect={f"{_EVENT}*"},
        for_each={"prefect.resource.id"},
        match_related=_OURS,
        posture=Posture.Proactive,
        threshold=1,
        within=DEAD_AFTER,
    )
    action = ChangeFlowRunState(
        state=StateType.CRASHED, name="Crashed", message="Its process ended without a word; run it again."
    )
    return _automation("dead", trigger, action)


def _automation(key: str, trigger: EventTrigger, action: ActionTypes) -> Automation:
    return Automation(name=_NAME.format(key), trigger=trigger, actions=[action])


def _webhook(url: str) -> UUID:
    headers = SecretDict({"Content-Type": "application/json"})
    saved = Webhook.model_validate({"url": url, "headers": headers}).save(_BLOCK, overwrite=True)
    if not isinstance(saved, UUID):
        raise TypeError("called outside of an event loop, so Prefect gives the id and no coroutine")
    return saved


def _remove_ours() -> None:
    with get_client(sync_client=True) as client:
        for key in ("dead", *_EVENTS):
            for found in client.read_automations_by_name(_NAME.format(key)):
                client.delete_automation(found.id)
