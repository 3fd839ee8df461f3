namespace Scrm.E2E.Host;

/// <summary>Names as an attacker writes them: each opens a dialog or breaks the page where it is shown as anything but text. At most 30 characters, as a tag.</summary>
internal static class Payloads
{
    public static readonly string[] All =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "<svg onload=alert(3)>",
        "\"><svg/onload=alert(4)>",
        "' onmouseover='alert(5)",
        "\" autofocus onfocus=\"alert(6)",
        "javascript:alert(7)",
        "</title><script>alert(8)//",
        "<iframe srcdoc=\"&#60;b\">",
        "{{constructor.constructor(1)}}",
        "${alert(9)}",
        "&lt;b&gt;&amp;#60;",
        "@(1+1)@page",
        "-->]]><!--",
        "=HYPERLINK(\"http://x\",\"y\")",
    ];

    public static string Joined => string.Join(' ', All);
}
