<?xml version="1.0" encoding="UTF-8"?>
<tileset version="1.10" tiledversion="1.10.2" name="border_wars_heights" tilewidth="56" tileheight="64" tilecount="111" columns="25">
 <image source="border_wars_heights.png" width="1400" height="320" />
 <tile id="0" type="height">
  <properties>
   <property name="metres" type="int" value="-50" />
  </properties>
 </tile>
 <tile id="1" type="height">
  <properties>
   <property name="metres" type="int" value="-40" />
  </properties>
 </tile>
 <tile id="2" type="height">
  <properties>
   <property name="metres" type="int" value="-30" />
  </properties>
 </tile>
 <tile id="3" type="height">
  <properties>
   <property name="metres" type="int" value="-20" />
  </properties>
 </tile>
 <tile id="4" type="height">
  <properties>
   <property name="metres" type="int" value="-10" />
  </properties>
 </tile>
 <tile id="5" type="height">
  <properties>
   <property name="metres" type="int" value="0" />
  </properties>
 </tile>
 <tile id="6" type="height">
  <properties>
   <property name="metres" type="int" value="10" />
  </properties>
 </tile>
 <tile id="7" type="height">
  <properties>
   <property name="metres" type="int" value="20" />
  </properties>
 </tile>
 <tile id="8" type="height">
  <properties>
   <property name="metres" type="int" value="30" />
  </properties>
 </tile>
 <tile id="9" type="height">
  <properties>
   <property name="metres" type="int" value="40" />
  </properties>
 </tile>
 <tile id="10" type="height">
  <properties>
   <property name="metres" type="int" value="50" />
  </properties>
 </tile>
 <tile id="11" type="height">
  <properties>
   <property name="metres" type="int" value="60" />
  </properties>
 </tile>
 <tile id="12" type="height">
  <properties>
   <property name="metres" type="int" value="70" />
  </properties>
 </tile>
 <tile id="13" type="height">
  <properties>
   <property name="metres" type="int" value="80" />
  </properties>
 </tile>
 <tile id="14" type="height">
  <properties>
   <property name="metres" type="int" value="90" />
  </properties>
 </tile>
 <tile id="15" type="height">
  <properties>
   <property name="metres" type="int" value="100" />
  </properties>
 </tile>
 <tile id="16" type="height">
  <properties>
   <property name="metres" type="int" value="110" />
  </properties>
 </tile>
 <tile id="17" type="height">
  <properties>
   <property name="metres" type="int" value="120" />
  </properties>
 </tile>
 <tile id="18" type="height">
  <properties>
   <property name="metres" type="int" value="130" />
  </properties>
 </tile>
 <tile id="19" type="height">
  <properties>
   <property name="metres" type="int" value="140" />
  </properties>
 </tile>
 <tile id="20" type="height">
  <properties>
   <property name="metres" type="int" value="150" />
  </properties>
 </tile>
 <tile id="21" type="height">
  <properties>
   <property name="metres" type="int" value="160" />
  </properties>
 </tile>
 <tile id="22" type="height">
  <properties>
   <property name="metres" type="int" value="170" />
  </properties>
 </tile>
 <tile id="23" type="height">
  <properties>
   <property name="metres" type="int" value="180" />
  </properties>
 </tile>
 <tile id="24" type="height">
  <properties>
   <property name="metres" type="int" value="190" />
  </properties>
 </tile>
 <tile id="25" type="height">
  <properties>
   <property name="metres" type="int" value="200" />
  </properties>
 </tile>
 <tile id="26" type="height">
  <properties>
   <property name="metres" type="int" value="210" />
  </properties>
 </tile>
 <tile id="27" type="height">
  <properties>
   <property name="metres" type="int" value="220" />
  </properties>
 </tile>
 <tile id="28" type="height">
  <properties>
   <property name="metres" type="int" value="230" />
  </properties>
 </tile>
 <tile id="29" type="height">
  <properties>
   <property name="metres" type="int" value="240" />
  </properties>
 </tile>
 <tile id="30" type="height">
  <properties>
   <property name="metres" type="int" value="250" />
  </properties>
 </tile>
 <tile id="31" type="height">
  <properties>
   <property name="metres" type="int" value="260" />
  </properties>
 </tile>
 <tile id="32" type="height">
  <properties>
   <property name="metres" type="int" value="270" />
  </properties>
 </tile>
 <tile id="33" type="height">
  <properties>
   <property name="metres" type="int" value="280" />
  </properties>
 </tile>
 <tile id="34" type="height">
  <properties>
   <property name="metres" type="int" value="290" />
  </properties>
 </tile>
 <tile id="35" type="height">
  <properties>
   <property name="metres" type="int" value="300" />
  </properties>
 </tile>
 <tile id="36" type="height">
  <properties>
   <property name="metres" type="int" value="310" />
  </properties>
 </tile>
 <tile id="37" type="height">
  <properties>
   <property name="metres" type="int" value="320" />
  </properties>
 </tile>
 <tile id="38" type="height">
  <properties>
   <property name="metres" type="int" value="330" />
  </properties>
 </tile>
 <tile id="39" type="height">
  <properties>
   <property name="metres" type="int" value="340" />
  </properties>
 </tile>
 <tile id="40" type="height">
  <properties>
   <property name="metres" type="int" value="350" />
  </properties>
 </tile>
 <tile id="41" type="height">
  <properties>
   <property name="metres" type="int" value="360" />
  </properties>
 </tile>
 <tile id="42" type="height">
  <properties>
   <property name="metres" type="int" value="370" />
  </properties>
 </tile>
 <tile id="43" type="height">
  <properties>
   <property name="metres" type="int" value="380" />
  </properties>
 </tile>
 <tile id="44" type="height">
  <properties>
   <property name="metres" type="int" value="390" />
  </properties>
 </tile>
 <tile id="45" type="height">
  <properties>
   <property name="metres" type="int" value="400" />
  </properties>
 </tile>
 <tile id="46" type="height">
  <properties>
   <property name="metres" type="int" value="410" />
  </properties>
 </tile>
 <tile id="47" type="height">
  <properties>
   <property name="metres" type="int" value="420" />
  </properties>
 </tile>
 <tile id="48" type="height">
  <properties>
   <property name="metres" type="int" value="430" />
  </properties>
 </tile>
 <tile id="49" type="height">
  <properties>
   <property name="metres" type="int" value="440" />
  </properties>
 </tile>
 <tile id="50" type="height">
  <properties>
   <property name="metres" type="int" value="450" />
  </properties>
 </tile>
 <tile id="51" type="height">
  <properties>
   <property name="metres" type="int" value="460" />
  </properties>
 </tile>
 <tile id="52" type="height">
  <properties>
   <property name="metres" type="int" value="470" />
  </properties>
 </tile>
 <tile id="53" type="height">
  <properties>
   <property name="metres" type="int" value="480" />
  </properties>
 </tile>
 <tile id="54" type="height">
  <properties>
   <property name="metres" type="int" value="490" />
  </properties>
 </tile>
 <tile id="55" type="height">
  <properties>
   <property name="metres" type="int" value="500" />
  </properties>
 </tile>
 <tile id="56" type="height">
  <properties>
   <property name="metres" type="int" value="510" />
  </properties>
 </tile>
 <tile id="57" type="height">
  <properties>
   <property name="metres" type="int" value="520" />
  </properties>
 </tile>
 <tile id="58" type="height">
  <properties>
   <property name="metres" type="int" value="530" />
  </properties>
 </tile>
 <tile id="59" type="height">
  <properties>
   <property name="metres" type="int" value="540" />
  </properties>
 </tile>
 <tile id="60" type="height">
  <properties>
   <property name="metres" type="int" value="550" />
  </properties>
 </tile>
 <tile id="61" type="height">
  <properties>
   <property name="metres" type="int" value="560" />
  </properties>
 </tile>
 <tile id="62" type="height">
  <properties>
   <property name="metres" type="int" value="570" />
  </properties>
 </tile>
 <tile id="63" type="height">
  <properties>
   <property name="metres" type="int" value="580" />
  </properties>
 </tile>
 <tile id="64" type="height">
  <properties>
   <property name="metres" type="int" value="590" />
  </properties>
 </tile>
 <tile id="65" type="height">
  <properties>
   <property name="metres" type="int" value="600" />
  </properties>
 </tile>
 <tile id="66" type="height">
  <properties>
   <property name="metres" type="int" value="610" />
  </properties>
 </tile>
 <tile id="67" type="height">
  <properties>
   <property name="metres" type="int" value="620" />
  </properties>
 </tile>
 <tile id="68" type="height">
  <properties>
   <property name="metres" type="int" value="630" />
  </properties>
 </tile>
 <tile id="69" type="height">
  <properties>
   <property name="metres" type="int" value="640" />
  </properties>
 </tile>
 <tile id="70" type="height">
  <properties>
   <property name="metres" type="int" value="650" />
  </properties>
 </tile>
 <tile id="71" type="height">
  <properties>
   <property name="metres" type="int" value="660" />
  </properties>
 </tile>
 <tile id="72" type="height">
  <properties>
   <property name="metres" type="int" value="670" />
  </properties>
 </tile>
 <tile id="73" type="height">
  <properties>
   <property name="metres" type="int" value="680" />
  </properties>
 </tile>
 <tile id="74" type="height">
  <properties>
   <property name="metres" type="int" value="690" />
  </properties>
 </tile>
 <tile id="75" type="height">
  <properties>
   <property name="metres" type="int" value="700" />
  </properties>
 </tile>
 <tile id="76" type="height">
  <properties>
   <property name="metres" type="int" value="710" />
  </properties>
 </tile>
 <tile id="77" type="height">
  <properties>
   <property name="metres" type="int" value="720" />
  </properties>
 </tile>
 <tile id="78" type="height">
  <properties>
   <property name="metres" type="int" value="730" />
  </properties>
 </tile>
 <tile id="79" type="height">
  <properties>
   <property name="metres" type="int" value="740" />
  </properties>
 </tile>
 <tile id="80" type="height">
  <properties>
   <property name="metres" type="int" value="750" />
  </properties>
 </tile>
 <tile id="81" type="height">
  <properties>
   <property name="metres" type="int" value="760" />
  </properties>
 </tile>
 <tile id="82" type="height">
  <properties>
   <property name="metres" type="int" value="770" />
  </properties>
 </tile>
 <tile id="83" type="height">
  <properties>
   <property name="metres" type="int" value="780" />
  </properties>
 </tile>
 <tile id="84" type="height">
  <properties>
   <property name="metres" type="int" value="790" />
  </properties>
 </tile>
 <tile id="85" type="height">
  <properties>
   <property name="metres" type="int" value="800" />
  </properties>
 </tile>
 <tile id="86" type="height">
  <properties>
   <property name="metres" type="int" value="810" />
  </properties>
 </tile>
 <tile id="87" type="height">
  <properties>
   <property name="metres" type="int" value="820" />
  </properties>
 </tile>
 <tile id="88" type="height">
  <properties>
   <property name="metres" type="int" value="830" />
  </properties>
 </tile>
 <tile id="89" type="height">
  <properties>
   <property name="metres" type="int" value="840" />
  </properties>
 </tile>
 <tile id="90" type="height">
  <properties>
   <property name="metres" type="int" value="850" />
  </properties>
 </tile>
 <tile id="91" type="height">
  <properties>
   <property name="metres" type="int" value="860" />
  </properties>
 </tile>
 <tile id="92" type="height">
  <properties>
   <property name="metres" type="int" value="870" />
  </properties>
 </tile>
 <tile id="93" type="height">
  <properties>
   <property name="metres" type="int" value="880" />
  </properties>
 </tile>
 <tile id="94" type="height">
  <properties>
   <property name="metres" type="int" value="890" />
  </properties>
 </tile>
 <tile id="95" type="height">
  <properties>
   <property name="metres" type="int" value="900" />
  </properties>
 </tile>
 <tile id="96" type="height">
  <properties>
   <property name="metres" type="int" value="910" />
  </properties>
 </tile>
 <tile id="97" type="height">
  <properties>
   <property name="metres" type="int" value="920" />
  </properties>
 </tile>
 <tile id="98" type="height">
  <properties>
   <property name="metres" type="int" value="930" />
  </properties>
 </tile>
 <tile id="99" type="height">
  <properties>
   <property name="metres" type="int" value="940" />
  </properties>
 </tile>
 <tile id="100" type="height">
  <properties>
   <property name="metres" type="int" value="950" />
  </properties>
 </tile>
 <tile id="101" type="height">
  <properties>
   <property name="metres" type="int" value="960" />
  </properties>
 </tile>
 <tile id="102" type="height">
  <properties>
   <property name="metres" type="int" value="970" />
  </properties>
 </tile>
 <tile id="103" type="height">
  <properties>
   <property name="metres" type="int" value="980" />
  </properties>
 </tile>
 <tile id="104" type="height">
  <properties>
   <property name="metres" type="int" value="990" />
  </properties>
 </tile>
 <tile id="105" type="height">
  <properties>
   <property name="metres" type="int" value="1000" />
  </properties>
 </tile>
 <tile id="106" type="height">
  <properties>
   <property name="metres" type="int" value="1010" />
  </properties>
 </tile>
 <tile id="107" type="height">
  <properties>
   <property name="metres" type="int" value="1020" />
  </properties>
 </tile>
 <tile id="108" type="height">
  <properties>
   <property name="metres" type="int" value="1030" />
  </properties>
 </tile>
 <tile id="109" type="height">
  <properties>
   <property name="metres" type="int" value="1040" />
  </properties>
 </tile>
 <tile id="110" type="height">
  <properties>
   <property name="metres" type="int" value="1050" />
  </properties>
 </tile>
</tileset>
