"""What a person has to do today."""

from __future__ import annotations

from service.accounts.policy import Doing
from service.api.models.desk import DeskModel
from service.api.route import api_router
from service.api.showing_desk import desk_model
from service.deps import CurrentUser, Reading
from service.moment import today
from service.work.desk import desk_of

router = api_router("我的工作", Doing.USE)


@router.get("/desk")
def get_desk(session: Reading, user: CurrentUser) -> DeskModel:
    """我的工作：承办的、退回待整改的、待审批的、快到期的。"""
    day = today()
    return desk_model(desk_of(session, user, day), day)
