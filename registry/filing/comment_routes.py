"""The talk of colleagues about a question: read, said, settled, struck."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry.auth import access
from registry.clock import now
from registry.extensions import db
from registry.filing import queries, talking
from registry.filing.routes import at_hand, bp
from registry.forms.workflow import CommentForm


@bp.get("/<string:reference>/comments")
@access("filer")
def comments(reference: str) -> ResponseReturnValue:
    filing = queries.own_filing(reference, current_user)
    return render_template("filing/comments.html", filing=filing, threads=talking.threads(filing))


@bp.route(
    "/<string:reference>/pages/<string:page>/comments",
    methods=["GET", "POST"],
    defaults={"field": ""},
)
@bp.route(
    "/<string:reference>/pages/<string:page>/comments/<string:field>", methods=["GET", "POST"]
)
@access("filer")
def thread(reference: str, page: str, field: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    talking.require_place(page, field)
    form = CommentForm()
    here = url_for(".thread", reference=reference, page=page, field=field)
    if "resolve" in request.form:
        talking.resolve(filing, page, field, by=current_user, at=now())
        db.session.commit()
        return redirect(here, code=303)
    if form.validate_on_submit():
        talking.say(filing, page, field, form.text.data, by=current_user, at=now())
        db.session.commit()
        flash(_("Your comment is kept. Those concerned get a letter."), "success")
        return redirect(here, code=303)
    body = render_template(
        "filing/thread.html",
        filing=filing,
        thread=talking.thread(filing, page, field),
        form=form,
        back=url_for(".page", reference=reference, page=page, _anchor=field or None),
    )
    return body, 422 if form.errors else 200


@bp.post("/<string:reference>/comments/<int:comment_id>/strike")
@access("filer")
def strike(reference: str, comment_id: int) -> ResponseReturnValue:
    filing = at_hand(reference)
    comment = talking.strike(filing, comment_id, by=current_user, at=now())
    db.session.commit()
    place = url_for(".thread", reference=reference, page=comment.page, field=comment.field)
    return redirect(place, code=303)
