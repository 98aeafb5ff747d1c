"""A passkey in a real browser, under the real content security policy: registering it, signing in with it alone, and as second step."""

from tests.people import password

WHO = "lestari"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def type_password(page):
    page.goto("/desk/account/login/")
    page.fill("[name=login]", WHO)
    page.fill("[name=password]", password(WHO))
    page.click("form[action='/desk/account/login/'] button")


def away_from_sign_in(url):
    return "/account/" not in url


def test_a_passkey_signs_in_alone_and_as_second_step(house, chromium):
    # Browsers give passkeys to names, never to numbers.
    context = chromium.new_context(base_url=house.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    type_password(page)
    page.wait_for_url(away_from_sign_in)
    page.goto("/desk/account/mfa/webauthn/add/")
    page.fill("[name=password]", password(WHO))
    page.click("main form button")
    page.check("[name=passwordless]")
    page.click("[data-passkey-add]")
    page.wait_for_url("**/recovery-codes/**")

    context.clear_cookies()
    page.goto("/desk/account/login/")
    page.click("[data-passkey-login]")
    page.wait_for_url(away_from_sign_in)

    context.clear_cookies()
    type_password(page)
    page.wait_for_url("**/mfa/authenticate/")
    page.click("[data-passkey-authenticate]")
    page.wait_for_url(away_from_sign_in)
    assert complaints == []
    context.close()
